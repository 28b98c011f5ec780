"""Reads YAML with readers that nobody here wrote, and compares what they read with what was meant.

The argument is a JSON file: a list of objects, each with a `text`, the value `meant` (functions in their long form) and
`only_texts`, which says that the value holds no numbers, booleans or nulls. Prints the differences, and exits with 1 if
there are any.
"""

import json
import re
import sys

import ruamel.yaml
import yaml


def function(loader, tag, node):
    """An intrinsic function in its long form, as CloudFormation takes it."""
    key = tag if tag in ("Ref", "Condition") else "Fn::" + tag
    if node.id == "scalar":
        argument = loader.construct_scalar(node)
        if key == "Fn::GetAtt":
            argument = argument.split(".", 1)
    elif node.id == "sequence":
        argument = loader.construct_sequence(node, deep=True)
    else:
        argument = loader.construct_mapping(node, deep=True)
    return {key: argument}


def pyyaml(base):
    class Loader(base):
        pass

    Loader.add_multi_constructor("!", function)
    return lambda text: yaml.load(text, Loader)


def ruamel_yaml(version):
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    reader.version = version

    class Constructor(ruamel.yaml.constructor.SafeConstructor):
        pass

    Constructor.add_multi_constructor("!", function)
    reader.Constructor = Constructor
    return reader.load


READERS = {
    "PyYAML (YAML 1.1)": pyyaml(yaml.SafeLoader),
    "ruamel.yaml (YAML 1.2)": ruamel_yaml((1, 2)),
}
if yaml.__with_libyaml__:
    READERS["libyaml (YAML 1.1)"] = pyyaml(yaml.CSafeLoader)

# What YAML 1.1 reads as something else than a string, as written at https://yaml.org/type/.
TYPE_REPOSITORY = re.compile(
    r"""(?x)
    # bool
    y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF
    # float
    |[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?
    |[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*
    |[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)
    # int
    |[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+
    # merge, null, value
    |<<|~|null|Null|NULL||=
    # timestamp
    |[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]
    |[0-9][0-9][0-9][0-9]-[0-9][0-9]?-[0-9][0-9]?([Tt]|[\ \t]+)[0-9][0-9]?:[0-9][0-9]:[0-9][0-9](\.[0-9]*)?
     (([\ \t]*)Z|[-+][0-9][0-9]?(:[0-9][0-9])?)?
    """
)


def difference(read, meant, path="$"):
    """Where the two differ, in value, in type or in the order of keys; None if they do not."""
    if type(read) is not type(meant):
        return f"{path}: read {read!r}, meant {meant!r}"
    if isinstance(meant, dict):
        if list(read) != list(meant):
            return f"{path}: read the keys {list(read)!r}, meant {list(meant)!r}"
        found = (difference(read[key], meant[key], f"{path}[{key!r}]") for key in meant)
    elif isinstance(meant, list):
        if len(read) != len(meant):
            return f"{path}: read {len(read)} items, meant {len(meant)}"
        found = (difference(*pair, f"{path}[{index}]") for index, pair in enumerate(zip(read, meant)))
    else:
        return None if read == meant else f"{path}: read {read!r}, meant {meant!r}"
    return next(filter(None, found), None)


def typed_by_the_repository(text):
    for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.ScalarEvent) and event.style is None and TYPE_REPOSITORY.fullmatch(event.value):
            return f"YAML 1.1 gives {event.value!r} another type than string"
    return None


def differences(case):
    for name, read in READERS.items():
        try:
            found = difference(read(case["text"]), case["meant"])
        except Exception as error:  # whatever a reader throws is a finding
            found = f"{type(error).__name__}: {error}"
        if found:
            yield f"{name}: {found}"
    if case["only_texts"]:
        found = typed_by_the_repository(case["text"])
        if found:
            yield found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    found = [(case, line) for case in cases for line in differences(case)]
    for case, line in found[:20]:
        print(line)
    if found:
        print(f"{len(found)} differences in {len(cases)} documents; the first one:\n{found[0][0]['text']}")
    else:
        print(f"{len(cases)} documents, {', '.join(READERS)}")
    return 1 if found else 0


sys.exit(main())
