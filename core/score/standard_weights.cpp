// SPDX-License-Identifier: Apache-2.0
#include "core/score/score.hpp"

namespace dnslint::score {

weights standard_weights()
{
   weights standard;
   standard.controls = {
      {"dmarc.policy", {"mail.authentication", 3, {}}},
      {"mx.delivery", {"mail.transport", 2, {}}},
      {"ns.redundancy", {"dns", 1, {}}},
      {"spf.policy", {"mail.authentication", 2, {}}},
      {"transport.reporting", {"mail.transport", 0.5, {}}},
      {"zone.sanity", {"dns", 0.5, {}}},
   };
   standard.categories = {{"dns", 1}, {"mail.authentication", 2}, {"mail.transport", 1}};
   standard.grades = {{"A", 90}, {"B", 80}, {"C", 70}, {"D", 60}, {"F", 0}};
   return standard;
}

}  // namespace dnslint::score
