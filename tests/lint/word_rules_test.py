# SPDX-License-Identifier: Apache-2.0
import unittest

import tree
import word_rules as rules


class the_tree(unittest.TestCase):
    maxDiff = None

    def test_identifiers_are_words_of_the_field(self):
        self.assertEqual([p for path, text in tree.sources("core", "plugins", "sdk", "tools")
                          for p in rules.identifiers(path, text)], [])

    def test_members_have_nouns(self):
        self.assertEqual([p for path, text in tree.sources("core", "plugins", "sdk", "tools")
                          for p in rules.members(path, text)], [])

    def test_product_files_are_not_called_tests(self):
        self.assertEqual([p for path, _ in tree.sources("core", "sdk", "tools")
                          for p in rules.product_file_name(path)], [])

    def test_pages_that_are_read_first_are_short(self):
        self.assertEqual([p for path, text in tree.files("docs", "core") for p in rules.page_length(path, text)], [])


class what_is_wrong(unittest.TestCase):
    def test_an_identifier(self):
        self.assertTrue(list(rules.identifiers("core/a.hpp", "int how" + "_bad;\n")))
        self.assertEqual(list(rules.identifiers("core/a.hpp", "int severity;\n")), [])

    def test_a_member_without_a_noun(self):
        for text in ("   kind what = kind::null;\n", "   rules::check const* says = nullptr;\n", "   policy how;\n"):
            self.assertTrue(list(rules.members("core/a.hpp", text)), text)
        for text in ("   void f(std::string_view what);\n", "   f(policy const& says, int n = 0);\n", "   a(b& by,\n",
                     "   render(bindings const& with) const;\n"):
            self.assertTrue(list(rules.members("core/a.hpp", text)), text)
        for text in ("   kind type = kind::null;\n", "   // said by\n", "   return what;\n", "   int asked_by;\n"):
            self.assertEqual(list(rules.members("core/a.hpp", text)), [], text)

    def test_a_long_page(self):
        self.assertTrue(list(rules.page_length("docs/architecture.md", "word " * 1001)))
        self.assertTrue(list(rules.page_length("core/dns/README.md", "\n" * 61)))
        self.assertEqual(list(rules.page_length("docs/score.md", "word " * 5000)), [])

    def test_a_product_file_called_a_test(self):
        self.assertTrue(list(rules.product_file_name("core/audit/rule_test.cpp")))
        self.assertEqual(list(rules.product_file_name("tests/unit/audit/rule_test.cpp")), [])


if __name__ == "__main__":
    unittest.main()
