// SPDX-License-Identifier: Apache-2.0
#include "core/cel/result_type.hpp"

namespace dnslint::cel {

static_type list_of_strings(argument_types)
{
   return list_of(only(one(kind::string)));
}

static_type list_of_ints(argument_types)
{
   return list_of(only(one(kind::integer)));
}

static_type map_of_strings(argument_types)
{
   return map_of(only(one(kind::string)), only(one(kind::string)));
}

static_type as_first(argument_types given)
{
   return given[0];
}

static_type first_flattened(argument_types given)
{
   auto element = element_of(given[0]);
   if (element.is_only(kind::list))
      return element;
   return has(element.may_be, kind::list) ? only(one(kind::list)) : given[0];
}

static_type optional_first(argument_types given)
{
   return optional_of(given[0]);
}

static_type optional_element_of_first(argument_types given)
{
   return optional_of(element_of(given[0]));
}

static_type list_of_held(argument_types given)
{
   return list_of(element_of(element_of(given[0])));
}

static_type held_by_first(argument_types given)
{
   return element_of(given[0]);
}

static_type either_of_both(argument_types given)
{
   return either(given[0], given[1]);
}

static_type held_by_first_or_second(argument_types given)
{
   return either(element_of(given[0]), given[1]);
}

}  // namespace dnslint::cel
