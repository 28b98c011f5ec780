"""Compares what the parser read with what PyYAML reads, which is how the reference checker reads templates.

The argument is a file of JSON lines: objects with a `name`, the `text`, and the `dump` of the tree. What differs is
printed; exits with 1 if anything does.
"""

import json
import sys

import yaml

Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Dict(dict):
    pass


class Problem(Exception):
    """Something that PyYAML takes and the reference does not; the argument is the lines, or None."""


def place(text, index):
    """Line and column of a character, by lines as people count them: libyaml counts U+0085 and the like too."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    if text[index - 1 : index + 1] == "\r\n":
        before = before[:-1]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


class Loader(Base):
    def __init__(self, text):
        super().__init__(text)
        self.text = text

    def place(self, mark):
        return place(self.text, mark.index)

    def mapping(self, node, report=True):
        merge = any(key.tag == "tag:yaml.org,2002:merge" for key, _ in node.value)
        self.flatten_mapping(node)
        read = Dict()
        marks, twice = {}, []
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            value = self.construct_object(value_node, deep=True)
            if key is None or isinstance(key, (list, dict)):
                raise Problem([self.place(key_node.start_mark)[0]])
            mark = self.place(key_node.start_mark)
            identity = (type(key) is str, key)
            if identity in marks and report and not merge:
                twice += [marks[identity][0], mark[0]]
            marks[identity] = mark
            read[(type(key).__name__.lower(), str(key), key_node.value, mark)] = value
        if twice:
            raise Problem(sorted(set(twice)))
        read.mark = self.place(node.start_mark)
        # As in a Python dict, the last value of a name is the one.
        last = {}
        for (kind, text, written, mark), value in read.items():
            last[(kind, text)] = (kind, text, written, mark, value)
        read.entries = list(last.values())
        return read

    def function(self, tag, node):
        key = tag if tag in ("Ref", "Condition") else "Fn::" + tag
        if node.id == "scalar":
            value = self.construct_scalar(node)
            if key == "Fn::GetAtt":
                value = value.split(".", 1)
        elif node.id == "sequence":
            value = self.construct_sequence(node, deep=True)
        else:
            value = self.mapping(node, report=False)
            value.mark = None
        read = Dict()
        read.mark = self.place(node.start_mark)
        # The key of a short form has no place of its own there.
        read.entries = [("str", key, key, None, value)]
        return read


Loader.add_constructor("tag:yaml.org,2002:map", Loader.mapping)
Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_str)
Loader.add_constructor("tag:yaml.org,2002:value", Loader.construct_yaml_str)
Loader.add_constructor("tag:yaml.org,2002:merge", Loader.construct_yaml_str)
Loader.add_constructor("tag:yaml.org,2002:binary", Loader.construct_yaml_str)
Loader.add_multi_constructor("!", Loader.function)


def read(text):
    """The tree, or the lines of the problems (None where no line is known)."""
    try:
        loader = Loader(text)
    except yaml.YAMLError:
        return None, None
    try:
        return loader.get_single_data(), None
    except Problem as problem:
        return None, problem.args[0]
    except yaml.MarkedYAMLError as error:
        return None, [loader.place(error.problem_mark)[0]] if error.problem_mark else None
    except (yaml.YAMLError, ValueError, KeyError, RecursionError):
        return None, None
    finally:
        loader.dispose()


def difference(ours, theirs, path="$"):
    kind = ours[0]
    if theirs is None:
        return None if kind == "null" else f"{path}: read {ours!r:.80}, and not null"
    if isinstance(theirs, bool):
        return None if ours == ["bool", theirs] else f"{path}: read {ours!r:.80}, and not {theirs!r}"
    if isinstance(theirs, (int, float)):
        name = type(theirs).__name__
        same = kind == name and (ours[1] == str(theirs) or (kind == "float" and float(ours[1]) == theirs))
        return None if same else f"{path}: read {ours!r:.80}, and not {theirs!r}"
    if isinstance(theirs, str):
        return None if ours == ["str", theirs] else f"{path}: read {ours!r:.120}, and not {theirs!r:.120}"
    if isinstance(theirs, list):
        if kind != "list" or len(ours[1]) != len(theirs):
            return f"{path}: read {ours!r:.80}, and not a list of {len(theirs)}"
        found = (difference(a, b, f"{path}[{i}]") for i, (a, b) in enumerate(zip(ours[1], theirs)))
        return next(filter(None, found), None)
    if isinstance(theirs, dict) and not isinstance(theirs, Dict):
        if kind != "dict":
            return f"{path}: read {ours!r:.80}, and not an object"
        last = {entry[1]: entry[4] for entry in ours[3]}
        if sorted(last) != sorted(theirs):
            return f"{path}: read the keys {list(last)!r:.150}, and not {list(theirs)!r:.150}"
        found = (difference(last[key], theirs[key], f"{path}.{key}") for key in theirs)
        return next(filter(None, found), None)
    if isinstance(theirs, Dict):
        if kind != "dict":
            return f"{path}: read {ours!r:.80}, and not an object"
        if theirs.mark and tuple(ours[1:3]) != theirs.mark:
            return f"{path}: the object begins at {ours[1:3]}, and not {theirs.mark}"
        last = {}
        for key_kind, text, line, column, value in ours[3]:
            last[(key_kind, text)] = (line, column, value)
        expected = {}
        for key_kind, text, written, mark, value in theirs.entries:
            expected[(key_kind, text if key_kind == "str" else written)] = (mark, value)
        if list(last) != list(expected) and sorted(last) != sorted(expected):
            return f"{path}: read the keys {list(last)!r:.150}, and not {list(expected)!r:.150}"
        for key, (mark, value) in expected.items():
            line, column, own = last[key]
            if mark and (line, column) != mark:
                return f"{path}: {key[1]!r} begins at {line}:{column}, and not {mark}"
            found = difference(own, value, f"{path}.{key[1]}")
            if found:
                return found
        return None
    return f"{path}: cannot compare {type(theirs).__name__}"


def json_line(text):
    """The line at which Python's reader of JSON stops."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return place(text, error.pos)[0]
    return None


def is_json(text):
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def verdict(case):
    dump = case["dump"]
    if is_json(case["text"]) and not dump["lines"]:
        # What is JSON to the letter is read as JSON, also where YAML would mean something else or nothing.
        found = difference(dump["root"], json.loads(case["text"]))
        return ("JSON is read as something else", found) if found else None
    tree, lines = read(case["text"])
    if lines is not None:
        if not dump["lines"]:
            return "only PyYAML refuses it", f"line {lines}"
        if not set(lines) <= set(dump["lines"]) and json_line(case["text"]) not in dump["lines"]:
            return "refused at another line", f"{dump['lines']} {dump['problems']}, and not {lines}"
        return None
    if tree is None:
        return None
    if dump["lines"]:
        return "only we refuse it", f"{dump['lines']}: {dump['problems']}"
    found = difference(dump["root"], tree)
    return ("read as something else", found) if found else None


def main():
    total, found = 0, []
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            # A mark at the start is no character of the text.
            case["text"] = case["text"].removeprefix("\ufeff")
            total += 1
            what = verdict(case)
            if what:
                found.append((case["name"], *what))
    counts = {}
    for name, what, how in found:
        counts[what] = counts.get(what, 0) + 1
        if counts[what] <= 12:
            print(f"{name}: {what}: {how}")
    print(f"{total} documents, {len(found)} differ: {counts}")
    return 1 if found else 0


sys.exit(main())
