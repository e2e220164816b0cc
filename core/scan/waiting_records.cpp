// SPDX-License-Identifier: Apache-2.0
#include "core/scan/waiting_records.hpp"

#include "core/scan/message.hpp"

#include <utility>
#include <variant>

namespace dnslint::scan {
namespace {

// Of a text beside its bytes, and of a record beside its texts.
constexpr std::size_t overhead = 64;

std::size_t bytes_of(report::record const& r)
{
   auto const& c = r.counts;
   auto const texts = c.failed.size() + c.suppressed.size() + c.unknown.size();
   return sizeof r + r.json.size() + overhead * (1 + texts);
}

// In the form in which a worker sends it, which has a checksum.
std::string frame_of(report::record const& r)
{
   std::string frame;
   write_frame(frame, finished_domain{0, r});
   return frame;
}

std::optional<report::record> record_in(std::string_view frame)
{
   frame_stream stream;
   stream.received(frame);
   auto m = stream.next();
   auto* const found = m ? std::get_if<finished_domain>(&*m) : nullptr;
   return found == nullptr ? std::nullopt : std::optional{std::move(found->result)};
}

}  // namespace

waiting_records::waiting_records(std::string folder, limits const& bounds)
: bounds_{bounds}
, on_disk_{std::move(folder), bounds.disk}
{}

void waiting_records::put(std::size_t number, report::record r)
{
   auto const upstreams = r.counts.upstreams;
   if (in_memory_ >= bounds_.memory && !order_.is_next(number))
      if (auto const at = on_disk_.put(frame_of(r)))
         return order_.put(number, {nullptr, upstreams, *at});
   in_memory_ += bytes_of(r);
   order_.put(number, {std::make_unique<report::record>(std::move(r)), upstreams});
}

std::optional<report::record> waiting_records::fetch(kept k)
{
   if (k.record != nullptr) {
      in_memory_ -= bytes_of(*k.record);
      return std::move(*k.record);
   }
   auto const frame = on_disk_.take(k.at);
   return frame ? record_in(*frame) : std::nullopt;
}

void waiting_records::tell(kept k, use_record const& use)
{
   if (auto const r = fetch(std::move(k)))
      use(*r);
   else
      has_lost_ = true;
}

void waiting_records::take_next(std::size_t count, use_record const& use)
{
   for (; count != 0; --count) {
      auto next = order_.take();
      if (!next)
         return;
      tell(std::move(*next), use);
   }
}

void waiting_records::take_resting_on(std::uint64_t upstreams, use_numbered_record const& use)
{
   auto taken = order_.take_if([&](kept const& k) {
      return (k.upstreams & upstreams) != 0;
   });
   for (auto& [number, k] : taken)
      tell(std::move(k), [&, number = number](report::record const& r) {
         use(number, r);
      });
}

void waiting_records::take_all(use_record const& use)
{
   for (auto& k : order_.take_all())
      tell(std::move(k), use);
}

}  // namespace dnslint::scan
