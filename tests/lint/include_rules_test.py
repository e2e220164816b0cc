# SPDX-License-Identifier: Apache-2.0
import unittest

import include_rules as rules
import tree


def problems(rule, *folders):
    return [p for path, text in tree.sources(*folders) for p in rule(path, text)]


class the_tree(unittest.TestCase):
    maxDiff = None

    def test_core_is_layered(self):
        self.assertEqual(problems(rules.layers, "core"), [])

    def test_third_party_headers_stay_where_they_belong(self):
        self.assertEqual(problems(rules.third_party, "core", "tools", "sdk", "plugins"), [])

    def test_third_party_headers_are_in_few_files(self):
        self.assertEqual(list(rules.third_party_counts(tree.sources("core", "tools"))), [])

    def test_plugins_include_the_sdk_only(self):
        self.assertEqual(problems(rules.plugin, "plugins"), [])

    def test_the_sdk_includes_the_standard_library_only(self):
        self.assertEqual(problems(rules.sdk, "sdk/include"), [])

    def test_every_room_of_core_has_a_layer(self):
        self.assertEqual({rules.room_of(path) for path, _ in tree.sources("core")}, set(rules.LAYERS))

    def test_layers_have_no_circles(self):
        below = {}
        for layer, direct in rules.LAYERS.items():
            self.assertLessEqual(direct, set(below), f"{layer} includes what comes after it")
            below[layer] = direct


class what_is_wrong(unittest.TestCase):
    def test_a_lower_layer_that_includes_a_higher_one(self):
        self.assertTrue(list(rules.layers("core/dns/name.cpp", '#include "core/resolver/answers/answer.hpp"')))

    def test_the_sdk_in_the_core(self):
        for what in ("<dnslint/task.hpp>", "<dnslint/abi.h>", '"dnslint/abi.h"'):
            self.assertTrue(list(rules.layers("core/audit/plan.cpp", f"#include {what}")), what)
        self.assertTrue(list(rules.layers("core/plugin/host.cpp", "#include <dnslint/task.hpp>")))
        self.assertEqual(list(rules.layers("core/plugin/host.cpp", "#include <dnslint/abi.h>")), [])

    def test_a_third_party_header_in_a_header_or_elsewhere(self):
        self.assertTrue(list(rules.third_party("core/resolver/transport/loop.hpp", "#include <boost/asio/io_context.hpp>")))
        self.assertTrue(list(rules.third_party("core/base/escape.hpp", "#include <fmt/format.h>")))
        self.assertTrue(list(rules.third_party("core/audit/plan.cpp", "#  include <ares.h>")))
        self.assertEqual(list(rules.third_party("core/resolver/transport/a.cpp", "#include <ares.h>")), [])

    def test_a_third_party_header_in_many_files(self):
        two = [(f"core/resolver/transport/{n}.cpp", "#include <ares.h>\n") for n in "ab"]
        self.assertEqual(len(list(rules.third_party_counts(two))), 1)
        self.assertEqual(list(rules.third_party_counts(two[:1])), [])

    def test_a_plugin_that_knows_more_than_the_sdk(self):
        for what in ('"core/dns/name.hpp"', '"../spf/term.hpp"', "<fmt/format.h>", "<sys/socket.h>", "<gtest/gtest.h>"):
            self.assertTrue(list(rules.plugin("plugins/mx/mx.cpp", f"#include {what}")), what)

    def test_an_sdk_that_needs_a_library(self):
        for what in ("<fmt/format.h>", '"core/dns/name.hpp"', "<unistd.h>"):
            self.assertTrue(list(rules.sdk("sdk/include/dnslint/a.hpp", f"#include {what}")), what)


if __name__ == "__main__":
    unittest.main()
