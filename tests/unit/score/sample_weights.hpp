// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/score/score.hpp"

namespace dnslint::score {

// As docs/score.md has them in its example.
inline weights sample_weights()
{
   weights w;
   w.controls = {
      {"dmarc.policy", {"mail.authentication", 3, {}}},
      {"mx.delivery", {"mail.transport", 2, {}}},
      {"spf.policy", {"mail.authentication", 2, {}}},
      {"transport.reports", {"mail.transport", 0.5, {}}},
   };
   w.categories = {{"dns", 1}, {"mail.authentication", 2}, {"mail.transport", 1}};
   w.grades = {{"A", 90}, {"B", 80}, {"C", 70}, {"D", 60}, {"F", 0}};
   return w;
}

}  // namespace dnslint::score
