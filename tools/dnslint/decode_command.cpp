// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/dns/message_json.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/message_input.hpp"
#include "tools/dnslint/messages.hpp"

#include <array>
#include <cstdio>
#include <fmt/format.h>
#include <iostream>

namespace dnslint::command {
namespace {

struct decode_options {
   bool help = false;
   bool stream = false;
   message_form form = message_form::detected;
};

constexpr std::array<std::string_view, 3> option_names{"--from", "--help", "--stream"};

base::diagnostic unknown_argument(std::string const& word)
{
   if (!word.starts_with('-'))
      return base::error(
         "'" + word + "' is an argument too many", "the message is read from standard input");
   auto const near = base::nearest(word, option_names);
   return base::error(
      "there is no option " + word, near.empty() ? "" : "did you mean '" + near + "'?");
}

base::result<decode_options> parse_decode_options(std::vector<std::string> const& arguments)
{
   decode_options o;
   for (std::size_t i = 0; i != arguments.size(); ++i) {
      auto word = std::string_view{arguments[i]};
      if (word == "--help" || word == "-h") {
         o.help = true;
      } else if (word == "--stream") {
         o.stream = true;
      } else if (word == "--from" || word.starts_with("--from=")) {
         if (word == "--from" && i + 1 == arguments.size())
            return base::error("--from needs a value", "binary, hex or base64");
         word = word == "--from" ? std::string_view{arguments[++i]} : word.substr(7);
         auto const form = message_form_from_text(word);
         if (!form)
            return base::error(
               "--from " + base::terminal_text(word) + " is not known", "binary, hex or base64");
         o.form = *form;
      } else {
         return unknown_argument(arguments[i]);
      }
   }
   if (o.stream && o.form != message_form::detected)
      return base::error("--stream and --from exclude each other", "a stream is binary");
   return o;
}

void print_decode_help()
{
   fmt::print(
      "Usage: dnslint decode [OPTIONS] < MESSAGE\n\n"
      "Reads one DNS message from standard input and writes it as JSON. What was read before a\n"
      "mistake is written, too. Exit status: 0, or 3 for a malformed message.\n\n"
      "  --from FORM  binary, hex or base64; without it the form is detected\n"
      "  --stream     many messages, with two bytes of length before each as over TCP; one line\n"
      "               of JSON for each\n");
}

// Prints the message; true when it is well-formed.
bool print_decoded(std::string_view bytes)
{
   std::vector<std::uint8_t> const wire(bytes.begin(), bytes.end());
   auto const d = dns::decode(wire);
   auto const line = dns::to_json(d) + '\n';
   std::fwrite(line.data(), 1, line.size(), stdout);
   return !d.error;
}

int decode_stream()
{
   int status = done;
   for (;;) {
      auto const bytes = read_framed_message(std::cin);
      if (!bytes) {
         fmt::print(stderr, "{}", base::to_text(bytes.errors()));
         return incomplete;
      }
      if (!*bytes)
         return status;
      if (!print_decoded(**bytes))
         status = incomplete;
   }
}

int decode_one(message_form form)
{
   auto const input = read_message(std::cin);
   if (!input)
      return wrong_usage(input.errors());
   auto const bytes = message_bytes(*input, form);
   if (!bytes)
      return wrong_usage(bytes.errors());
   return print_decoded(*bytes) ? done : incomplete;
}

}  // namespace

int decode_command(std::vector<std::string> const& arguments)
{
   auto const o = parse_decode_options(arguments);
   if (!o)
      return wrong_usage(o.errors());
   if (o->help) {
      print_decode_help();
      return done;
   }
   std::ios::sync_with_stdio(false);
   return o->stream ? decode_stream() : decode_one(o->form);
}

}  // namespace dnslint::command
