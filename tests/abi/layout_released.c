/* SPDX-License-Identifier: Apache-2.0 */
#define LAYOUT_RELEASED
#include "layout_asserts.inc"
