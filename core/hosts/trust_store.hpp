// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <memory>
#include <string>

struct x509_store_st;

namespace dnslint::hosts {

// The authorities that are trusted. They are read once, and all connections share them.
using trust_store = std::shared_ptr<x509_store_st>;

// Of a PEM file; of the system's if `file` is empty. The environment does not count.
base::result<trust_store> load_trust_store(std::string const& file);

}  // namespace dnslint::hosts
