/* SPDX-License-Identifier: Apache-2.0 */
#include <dnslint/abi.h>

#if defined(null_function)
#define COUNT 0
#else
static uint32_t probe_count(void)
{
   return 0;
}
#define COUNT &probe_count
#endif

static dnslint_probe const* probe_at(uint32_t index)
{
   (void)index;
   return 0;
}

static void const* get_extension(char const* id)
{
   (void)id;
   return 0;
}

#if defined(short_struct)
#define SIZE ((uint32_t)offsetof(dnslint_plugin, probe_at))
#else
#define SIZE ((uint32_t)sizeof(dnslint_plugin))
#endif
#if defined(wrong_abi)
#define MINOR (DNSLINT_ABI_MINOR + 1)
#else
#define MINOR DNSLINT_ABI_MINOR
#endif

const dnslint_plugin dnslint_plugin_v0 = {
   SIZE,
   DNSLINT_ABI_MAJOR,
   MINOR,
   {"wrong-symbol", 12},
   {"1.0.0", 5},
   COUNT,
   &probe_at,
   &get_extension};
