// SPDX-License-Identifier: Apache-2.0
#include "core/dns/record.hpp"
#include "core/plugin/host_run.hpp"

#include <fmt/format.h>

namespace dnslint::plugin {
namespace {

constexpr std::size_t most_evidence = 64;
constexpr std::size_t most_items = 256;

dnslint_finding* settle(dnslint_run* run, dnslint_str id, std::uint32_t outcome) noexcept
{
   if (run->finished || outcome > DNSLINT_NOT_APPLICABLE) {
      run->checks.misuse(
         fmt::format("'{}' was settled with the outcome {}", from_abi(id), outcome));
      return nullptr;
   }
   auto* about = run->checks.settle(from_abi(id), static_cast<base::outcome>(outcome));
   return about == nullptr ? nullptr : &run->findings.emplace_front(dnslint_finding{about});
}
static_assert(static_cast<int>(base::outcome::pass) == DNSLINT_PASS);
static_assert(static_cast<int>(base::outcome::not_applicable) == DNSLINT_NOT_APPLICABLE);

void message(dnslint_finding* f, dnslint_str text) noexcept
{
   f->about->message = base::untrusted{bounded(text)};
}

void cause(dnslint_finding* f, dnslint_cause const* why) noexcept
{
   if (has_first_form(*why))
      f->about->why = from_abi(*why);
}

void reason(dnslint_finding* f, dnslint_str text) noexcept
{
   f->about->reason = bounded(text);
}

void subject(dnslint_finding* f, dnslint_str text) noexcept
{
   f->about->subject = base::untrusted{bounded(text)};
}

void item(dnslint_finding* f, dnslint_str about, std::uint32_t outcome, dnslint_str text) noexcept
{
   if (f->about->items.size() < most_items && outcome <= DNSLINT_NOT_APPLICABLE)
      f->about->items.push_back(
         {base::untrusted{bounded(about)},
          static_cast<base::outcome>(outcome),
          base::untrusted{bounded(text)}});
}

void add_evidence(dnslint_finding* f, std::string kind, std::string const& text)
{
   if (f->about->evidence.size() < most_evidence)
      f->about->evidence.push_back({std::move(kind), base::untrusted{bounded(text)}});
}

void evidence_record(
   dnslint_finding* f,
   dnslint_reply const* reply,
   std::uint32_t section,
   std::uint64_t index) noexcept
{
   dnslint_record r{};
   r.size = sizeof r;
   if (dns_table.record(reply, section, index, &r) == DNSLINT_OK)
      add_evidence(
         f,
         "record",
         fmt::format(
            "{}. {} {}",
            from_abi(r.owner),
            dns::to_text(static_cast<dns::rrtype>(r.type)),
            from_abi(r.text)));
}

void evidence_text(dnslint_finding* f, dnslint_str text) noexcept
{
   add_evidence(f, "text", std::string{from_abi(text)});
}

void fix_text(dnslint_finding* f, dnslint_str text) noexcept
{
   f->about->fix_text = base::untrusted{bounded(text)};
}

void fix_record(dnslint_finding* f, dnslint_str text) noexcept
{
   f->about->fix_record = base::untrusted{bounded(text)};
}

void unknown(dnslint_run* run, dnslint_cause const* why) noexcept
{
   if (has_first_form(*why))
      run->checks.cover(from_abi(*why));
   else
      run->checks.misuse("the cause of unknown() has no size");
}

}  // namespace

dnslint_findings const findings_table{
   sizeof(dnslint_findings),
   0,
   settle,
   message,
   cause,
   reason,
   subject,
   item,
   evidence_record,
   evidence_text,
   fix_text,
   fix_record,
   unknown};

}  // namespace dnslint::plugin
