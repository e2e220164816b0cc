// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/record.hpp"
#include "core/scan/reorder_buffer.hpp"
#include "core/scan/spill_file.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace dnslint::scan {

// Finished domains that wait for an earlier one. Those beyond a number of bytes wait on the disk,
// so that a slow domain holds back neither the list nor much memory.
class waiting_records {
public:
   struct limits {
      std::size_t memory = std::size_t{8} << 20U;  // bytes
      spill_file::limits disk{};
   };
   using use_record = std::function<void(report::record const&)>;

   // What waits on the disk waits in `folder`.
   waiting_records(std::string folder, limits const& bounds);

   void put(std::size_t number, report::record r);
   // Tells `use` the records that are next in order, at most `count` of them.
   void take_next(std::size_t count, use_record const& use);
   // Takes out the records that rest on any of these upstreams, and tells `use` of each. Others
   // will come under their numbers.
   using use_numbered_record = std::function<void(std::size_t number, report::record const&)>;
   void take_resting_on(std::uint64_t upstreams, use_numbered_record const& use);
   // Tells `use` all records in order, even if numbers are missing between them.
   void take_all(use_record const& use);

   std::size_t count() const noexcept { return order_.waiting(); }
   // Whether no more domains should be begun: there is room neither in memory nor on the disk.
   bool is_full() const noexcept { return in_memory_ >= bounds_.memory && on_disk_.is_full(); }
   // Whether a record could not be read again from the disk. It is lost to this run.
   bool has_lost() const noexcept { return has_lost_; }

private:
   // Null means that the record waits on the disk.
   struct kept {
      std::unique_ptr<report::record> record;
      std::uint64_t upstreams = 0;  // that it rests on
      spill_file::place at{};
   };
   std::optional<report::record> fetch(kept k);
   void tell(kept k, use_record const& use);

   limits bounds_;
   spill_file on_disk_;
   reorder_buffer<kept> order_;
   std::size_t in_memory_ = 0;  // bytes
   bool has_lost_ = false;
};

}  // namespace dnslint::scan
