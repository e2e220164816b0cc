// SPDX-License-Identifier: Apache-2.0
#include "core/dns/query_padding.hpp"

#include "core/dns/query_option.hpp"

namespace dnslint::dns {

void pad_query(std::string& query, std::size_t block)
{
   constexpr std::uint16_t padding_option = 12;
   constexpr std::size_t option_head_size = 4;
   auto const least = query.size() + option_head_size;
   auto const padded = (least + block - 1) / block * block;
   append_query_option(query, padding_option, std::string(padded - least, '\0'));
}

}  // namespace dnslint::dns
