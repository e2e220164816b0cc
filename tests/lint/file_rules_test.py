# SPDX-License-Identifier: Apache-2.0
import unittest

import file_rules as rules
import tree


def problems(rule):
    return [p for path, text in tree.files() for p in rule(path, text)]


class the_tree(unittest.TestCase):
    maxDiff = None

    def test_every_source_names_its_licence(self):
        self.assertEqual(problems(rules.licence), [])

    def test_every_header_can_be_included_twice(self):
        self.assertEqual(problems(rules.guard), [])

    def test_no_file_is_long(self):
        self.assertEqual(problems(rules.length), [])

    def test_nothing_is_left_unfinished(self):
        self.assertEqual(problems(rules.finished), [])

    def test_no_text_names_a_path_outside(self):
        self.assertEqual(problems(rules.own_paths), [])

    def test_nobody_uses_std_regex(self):
        self.assertEqual(problems(rules.regex), [])

    def test_there_are_files_to_look_at(self):
        paths = {path for path, _ in tree.files()}
        self.assertLessEqual({"core/dns/name.hpp", "tools/test", ".ci/run", "CMakePresets.json"}, paths)


class what_is_wrong(unittest.TestCase):
    def test_no_licence(self):
        self.assertTrue(list(rules.licence("a.cpp", "int a;\n")))
        self.assertTrue(list(rules.licence("tools/a", "#!/bin/bash\n")))
        self.assertEqual(list(rules.licence("a.cpp", f"// {rules.LICENCE}\n")), [])

    def test_no_guard(self):
        self.assertTrue(list(rules.guard("a.hpp", "int a;\n")))
        self.assertTrue(list(rules.guard("a.h", "#ifndef A\n#define B\n#endif\n")))
        self.assertEqual(list(rules.guard("a.h", "#ifndef A\n#define A\n#endif\n")), [])

    def test_too_long(self):
        self.assertTrue(list(rules.length("a.cpp", "\n" * 501)))
        self.assertEqual(list(rules.length("a.cpp", "\n" * 500)), [])

    def test_unfinished(self):
        self.assertTrue(list(rules.finished("a.md", "TO" + "DO: more")))
        self.assertEqual(list(rules.finished("a.md", "nothing to do")), [])

    def test_paths(self):
        for text in ("/ho" + "me/me/x", "see /wo" + "rk/x", "`/tm" + "p/build-x`"):
            self.assertTrue(list(rules.own_paths("a.md", text)), text)
        for text in ("a/work/b", "https://example.org/home/", "/usr/share", "/tmp", "**/root/x"):
            self.assertEqual(list(rules.own_paths("a.md", text)), [], text)

    def test_regex(self):
        self.assertTrue(list(rules.regex("a.cpp", "#include <regex>\n")))


if __name__ == "__main__":
    unittest.main()
