// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/plugin.hpp>

#include <string_view>

// What a plugin can do to the process that it runs in, or to the interface that it was given. Each
// deed is a probe of its own, which does it on the domain whose TXT record names it.
struct deed {
   std::string_view name;
   void (*act)(dnslint::context& cx);
};

namespace memory_deeds {
void double_free(dnslint::context&);
void double_delete(dnslint::context&);
void double_free_later(dnslint::context&);
void double_free_aligned(dnslint::context&);
void realloc_freed(dnslint::context&);
void free_inner(dnslint::context&);
void free_stack(dnslint::context&);
void free_static(dnslint::context&);
void free_function(dnslint::context&);
void free_of_host(dnslint::context&);
void overflow_one(dnslint::context&);
void overflow_calloc(dnslint::context&);
void overflow_far(dnslint::context&);
void underflow(dnslint::context&);
void smash_heap(dnslint::context&);
void smash_stack(dnslint::context&);
void protect_heap(dnslint::context&);
}  // namespace memory_deeds

namespace setting_deeds {
void limit_files(dnslint::context&);
void limit_cpu(dnslint::context&);
void limit_stack(dnslint::context&);
void limit_file_size(dnslint::context&);
void round_upward(dnslint::context&);
void flush_to_zero(dnslint::context&);
void trap_division(dnslint::context&);
void block_signal(dnslint::context&);
void ignore_signal(dnslint::context&);
void catch_signal(dnslint::context&);
void change_folder(dnslint::context&);
void set_locale(dnslint::context&);
void use_locale(dnslint::context&);
void mask_files(dnslint::context&);
void set_alarm(dnslint::context&);
void profile(dnslint::context&);
void be_nice(dnslint::context&);
void set_environment(dnslint::context&);
void clear_environment(dnslint::context&);
void close_output(dnslint::context&);
void close_link(dnslint::context&);
void replace_link(dnslint::context&);
void shut_link(dnslint::context&);
void write_to_link(dnslint::context&);
void close_board(dnslint::context&);
}  // namespace setting_deeds

namespace ending_deeds {
void kill_itself(dnslint::context&);
void terminate_itself(dnslint::context&);
void illegal_instruction(dnslint::context&);
void divide(dnslint::context&);
void bus_error(dnslint::context&);
void alarm_signal(dnslint::context&);
void exit_now(dnslint::context&);
void exit_seven(dnslint::context&);
void quick_exit(dnslint::context&);
void execute(dnslint::context&);
void strict_seccomp(dnslint::context&);
void unmap_board(dnslint::context&);
void throw_in_thread(dnslint::context&);
void call_null(dnslint::context&);
void session_child(dnslint::context&);
void daemon(dnslint::context&);
void many_children(dnslint::context&);
}  // namespace ending_deeds

namespace interface_deeds {
void settle_of_another(dnslint::context&);
void settle_of_nobody(dnslint::context&);
void settle_twice(dnslint::context&);
void settle_strangely(dnslint::context&);
void read_undeclared(dnslint::context&);
void publish_undeclared(dnslint::context&);
void publish_wrong_type(dnslint::context&);
void publish_twice(dnslint::context&);
void publish_infinite(dnslint::context&);
void flood_values(dnslint::context&);
void flood_bytes(dnslint::context&);
void throw_number(dnslint::context&);
void throw_allocation(dnslint::context&);
}  // namespace interface_deeds
