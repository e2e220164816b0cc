// SPDX-License-Identifier: Apache-2.0
#include "posture.hpp"

#include <array>

namespace posture {

std::string_view to_text(mail m)
{
   constexpr std::array<std::string_view, 5> words{
      "no_mail_declared", "no_mail_undeclared", "receive_only", "send_only", "full"};
   return words[static_cast<std::size_t>(m)];
}

mail posture_of(observation const& seen)
{
   bool const denies = seen.spf_records == 1 && seen.spf_denies_all;
   if (seen.accepts_mail)
      return denies ? mail::receive_only : mail::full;
   if (seen.spf_records > 0 && !denies)
      return mail::send_only;
   return seen.null_mx && denies ? mail::no_mail_declared : mail::no_mail_undeclared;
}

}  // namespace posture
