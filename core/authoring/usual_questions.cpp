// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/usual_questions.hpp"

#include "core/audit/plan.hpp"
#include "core/authoring/lab_audit.hpp"
#include "core/base/yaml.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace dnslint::authoring {
namespace {

constexpr auto ordinary_domain = "example.com";
constexpr auto ordinary_lab = R"(zones:
  com: "@ NS ns1.example.net."
  example.com: |
    @ NS ns1.example.net.
    @ NS ns2.example.net.
    @ MX 10 mx1
    @ MX 20 mx2
    mx1 A 192.0.2.1
    mx1 AAAA 2001:db8::1
    mx2 A 198.51.100.1
    @ TXT "v=spf1 mx include:_spf.example.net -all"
    _dmarc TXT "v=DMARC1; p=reject; rua=mailto:dmarc@example.net"
    _smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@example.net"
    @ CAA 0 issue "ca.example"
  example.net: |
    ns1 A 192.0.2.53
    ns1 AAAA 2001:db8::53
    ns2 A 198.51.100.53
    @ MX 10 mx
    mx A 192.0.2.25
    _spf TXT "v=spf1 ip4:192.0.2.0/24 -all"
    example.com._report._dmarc TXT "v=DMARC1"
)";

class measurement {
public:
   measurement(
      resolver::lab const& lab, audit::plan& plan, audit::public_suffix_list const& suffixes)
   : lab_{lab}
   , plan_{plan}
   , suffixes_{suffixes}
   {}

   std::optional<usual_questions> made()
   {
      auto const all = asked();
      if (!all)
         return std::nullopt;
      usual_.all = *all;
      auto const checks = std::exchange(plan_.checks, {});
      if (!measure_probes() || !measure_lookups(checks))
         return std::nullopt;
      return std::move(usual_);
   }

private:
   // A probe stands behind those whose facts it needs.
   bool measure_probes()
   {
      auto const runs = std::exchange(plan_.runs, std::vector<bool>(plan_.runs.size(), false));
      if (!measure("name"))
         return false;
      for (std::size_t i = 0; i != runs.size(); ++i) {
         if (!runs[i])
            continue;
         plan_.runs[i] = true;
         auto const& manifest = plan_.probes[i].owner->manifest;
         auto const& probe = manifest.probes[plan_.probes[i].which];
         if (!measure(fmt::format("{}/{}", manifest.id, probe.id)))
            return false;
      }
      return true;
   }

   // Each check alone, with all probes.
   bool measure_lookups(std::vector<audit::planned_check> const& checks)
   {
      auto const without = before_;
      for (auto const& c : checks) {
         if (c.definition->lookups.empty())
            continue;
         plan_.checks = {c};
         before_ = without;
         if (!measure(c.definition->id))
            return false;
      }
      return true;
   }

   // What is asked beyond the measurement before.
   bool measure(std::string asker)
   {
      auto const now = asked();
      if (!now)
         return false;
      usual_.by_asker.emplace(std::move(asker), *now - std::min(*now, before_));
      before_ = *now;
      return true;
   }

   std::optional<unsigned> asked() const
   {
      return questions_in_lab(
         plan_, lab_, {*dns::name::from_text(ordinary_domain), ordinary_domain}, suffixes_);
   }

   resolver::lab const& lab_;
   audit::plan& plan_;
   audit::public_suffix_list const& suffixes_;
   usual_questions usual_;
   unsigned before_ = 0;
};

}  // namespace

std::optional<usual_questions> measure_usual_questions(
   std::unique_ptr<audit::plan> plan, audit::public_suffix_list const& suffixes)
{
   auto const written = base::yaml::load("an ordinary domain", ordinary_lab);
   auto const lab = resolver::lab::from_yaml(written.value());
   return measurement{lab.value(), *plan, suffixes}.made();
}

}  // namespace dnslint::authoring
