//! Which resource refers to which: what has to be there before something else, and what goes with it.
//!
//! Templates are plain here: functions are objects of one entry.

use std::collections::HashMap;

use crate::model::{Node, Object, Section, Step, SubPiece, Value, sub_pieces};

/// What makes one thing refer to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Through {
    /// The attribute `DependsOn`.
    DependsOn,
    /// `Ref`, or a variable such as `${Bucket}` of `Fn::Sub`.
    Ref,
    /// `Fn::GetAtt`, or a variable such as `${Bucket.Arn}` of `Fn::Sub`.
    GetAtt,
}

impl Through {
    /// As one calls it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DependsOn => "DependsOn",
            Self::Ref => "Ref",
            Self::GetAtt => "GetAtt",
        }
    }
}

/// One reference to a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference<'t> {
    /// The section that the reference is in: `Resources` or `Outputs`.
    pub section: Section,
    /// The resource or output that refers.
    pub from: &'t str,
    /// The resource that is referred to. It may be the same.
    pub to: &'t str,
    /// What makes it refer.
    pub through: Through,
    /// Where the function or `DependsOn` is, from the resource or output on.
    pub path: Vec<Step<'t>>,
}

/// All references to resources from resources and outputs of a template.
///
/// ```
/// use synth::analysis::References;
/// use synth::model::{Node, Object};
///
/// let object = |name, node: Node| Node::from(Object::from_iter([(name, node)]));
/// let of = |text| object("Properties", object("Name", object("Fn::Sub", Node::from(text))));
/// let resources = Object::from_iter([("A", of("${B.Arn}-${!C}")), ("B", of("${A}")), ("C", of("${B}"))]);
/// let template = object("Resources", resources.into());
///
/// let references = References::new(&template);
/// let from_c: Vec<&str> = references.of("C").map(|reference| reference.to).collect();
/// assert_eq!(from_c, ["B"]);
/// assert_eq!(references.cycles(), [["A", "B"], ["B", "A"], ["B", "A"]]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct References<'t> {
    all: Vec<Reference<'t>>,
    names: Vec<&'t str>,
    /// The numbers of resources by name.
    numbers: HashMap<&'t str, usize>,
    /// What each resource refers to, as indexes into all references.
    of: Vec<Vec<usize>>,
    /// What refers to each resource.
    to: Vec<Vec<usize>>,
}

impl<'t> References<'t> {
    /// Looks for the references of a plain template. Those to anything that is no resource of it are left out. Those of a
    /// resource are in the order of `DependsOn`, `Ref`, `Fn::GetAtt` and `Fn::Sub`, and of the template among these.
    #[must_use]
    pub fn new(root: &'t Node) -> Self {
        let section = |section: Section| {
            let node = root.as_object().and_then(|root| root.get(section.as_str()));
            node.and_then(Node::as_object).into_iter().flatten()
        };
        let mut references = Self::default();
        for entry in section(Section::Resources) {
            if entry.node.as_object().is_some_and(|resource| !resource.is_empty()) {
                references.numbers.insert(&entry.key, references.names.len());
                references.names.push(&entry.key);
            }
        }
        let mut search = Search {
            known: &references.numbers,
            section: Section::Resources,
            from: "",
            path: Vec::new(),
            found: Vec::new(),
        };
        for part in [Section::Resources, Section::Outputs] {
            search.section = part;
            for entry in section(part) {
                search.from = &entry.key;
                if part == Section::Resources {
                    search.depends_on(&entry.node);
                }
                search.node(&entry.node);
            }
        }
        let mut found = search.found;
        found.sort_by_key(|(kind, _)| *kind);
        references.all = found.into_iter().map(|(_, reference)| reference).collect();
        references.of = vec![Vec::new(); references.names.len()];
        references.to = vec![Vec::new(); references.names.len()];
        for (index, reference) in references.all.iter().enumerate() {
            let from = references.numbers.get(reference.from).and_then(|n| references.of.get_mut(*n));
            if let Some(of) = from.filter(|_| reference.section == Section::Resources) {
                of.push(index);
            }
            if let Some(to) = references.numbers.get(reference.to).and_then(|n| references.to.get_mut(*n)) {
                to.push(index);
            }
        }
        references
    }

    /// The references that a resource has to resources.
    pub fn of(&self, resource: &str) -> impl Iterator<Item = &Reference<'t>> {
        self.listed(&self.of, resource)
    }

    /// The references to a resource.
    pub fn to(&self, resource: &str) -> impl Iterator<Item = &Reference<'t>> {
        self.listed(&self.to, resource)
    }

    fn listed<'s>(
        &'s self,
        lists: &'s [Vec<usize>],
        resource: &str,
    ) -> impl Iterator<Item = &'s Reference<'t>> + use<'s, 't> {
        let list = self.numbers.get(resource).and_then(|number| lists.get(*number));
        list.into_iter().flatten().filter_map(|index| self.all.get(*index))
    }

    /// For each resource from which one leads into a circle the first such circle: resources of which each refers to the
    /// next one, and the last to the first.
    #[must_use]
    pub fn cycles(&self) -> Vec<Vec<&'t str>> {
        let next: Vec<Vec<usize>> = self.of.iter().map(|of| self.targets(of)).collect();
        let mut states = vec![State::New; next.len()];
        let mut cycles = Vec::new();
        for start in 0..next.len() {
            if let Some(cycle) = first_cycle(start, &next, &mut states) {
                cycles.push(cycle.into_iter().filter_map(|number| self.names.get(number).copied()).collect());
            }
        }
        cycles
    }

    /// What references lead to, each once.
    fn targets(&self, references: &[usize]) -> Vec<usize> {
        let mut targets = Vec::new();
        for reference in references.iter().filter_map(|index| self.all.get(*index)) {
            let number = self.numbers.get(reference.to).copied();
            if let Some(number) = number.filter(|number| !targets.contains(number)) {
                targets.push(number);
            }
        }
        targets
    }
}

/// What the search for a circle knows of a resource.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// It is on the way from the start.
    Active,
    /// From there one does not get into a circle.
    Done,
}

fn first_cycle(start: usize, next: &[Vec<usize>], states: &mut [State]) -> Option<Vec<usize>> {
    let mut way = vec![(start, 0_usize)];
    let mark = |states: &mut [State], number: usize, state: State| {
        if let Some(place) = states.get_mut(number) {
            *place = state;
        }
    };
    if states.get(start) == Some(&State::Done) {
        return None;
    }
    mark(states, start, State::Active);
    while let Some((number, tried)) = way.last_mut() {
        let Some(target) = next.get(*number).and_then(|targets| targets.get(*tried)).copied() else {
            mark(states, *number, State::Done);
            way.pop();
            continue;
        };
        *tried += 1;
        match states.get(target) {
            Some(State::New) => {
                mark(states, target, State::Active);
                way.push((target, 0));
            }
            Some(State::Active) => {
                let way: Vec<usize> = way.into_iter().map(|(number, _)| number).collect();
                for number in &way {
                    mark(states, *number, State::New);
                }
                return Some(way.into_iter().skip_while(|number| *number != target).collect());
            }
            Some(State::Done) | None => {}
        }
    }
    None
}

/// The order in which references count: see [`References::new`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    DependsOn,
    Ref,
    GetAtt,
    Sub,
}

struct Search<'s, 't> {
    known: &'s HashMap<&'t str, usize>,
    section: Section,
    from: &'t str,
    path: Vec<Step<'t>>,
    found: Vec<(Kind, Reference<'t>)>,
}

impl<'t> Search<'_, 't> {
    fn depends_on(&mut self, resource: &'t Node) {
        let Some(targets) = resource.as_object().and_then(|resource| resource.get("DependsOn")) else {
            return;
        };
        self.path.push(Step::Key("DependsOn".into()));
        for target in targets.as_list().unwrap_or(std::slice::from_ref(targets)) {
            self.add(Kind::DependsOn, Through::DependsOn, target.as_str());
        }
        self.path.pop();
    }

    fn node(&mut self, node: &'t Node) {
        match &node.value {
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.inside(Step::Index(index), item);
                }
            }
            Value::Object(object) => {
                for entry in object {
                    match entry.key.as_ref() {
                        "Ref" => self.add(Kind::Ref, Through::Ref, entry.node.as_str()),
                        "Fn::GetAtt" => self.get_att(&entry.node),
                        "Fn::Sub" => self.sub(&entry.node),
                        _ => {}
                    }
                    self.inside(Step::Key(entry.key.as_ref().into()), &entry.node);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Intrinsic(_) => {}
        }
    }

    fn inside(&mut self, step: Step<'t>, node: &'t Node) {
        if matches!(node.value, Value::List(_) | Value::Object(_)) {
            self.path.push(step);
            self.node(node);
            self.path.pop();
        }
    }

    fn get_att(&mut self, argument: &'t Node) {
        let name = match argument.as_list() {
            Some([name, _]) => name.as_str(),
            Some(_) => None,
            None => argument.as_str().and_then(|text| text.split_once('.')).map(|(name, _)| name),
        };
        self.add(Kind::GetAtt, Through::GetAtt, name);
    }

    fn sub(&mut self, argument: &'t Node) {
        let (text, variables) = match argument.as_list() {
            Some([text, variables]) => (text, variables.as_object()),
            Some([text, ..]) => (text, None),
            Some([]) => return,
            None => (argument, None),
        };
        let is_variable = |name: &str| variables.and_then(|variables: &Object| variables.get(name)).is_some();
        for name in text.as_str().into_iter().flat_map(sub_variables) {
            if is_variable(name) {
                continue;
            }
            match name.split_once('.') {
                Some((name, _)) => self.add(Kind::Sub, Through::GetAtt, Some(name)),
                None => self.add(Kind::Sub, Through::Ref, Some(name)),
            }
        }
    }

    fn add(&mut self, kind: Kind, through: Through, to: Option<&'t str>) {
        let Some(to) = to.filter(|to| self.known.contains_key(to)) else { return };
        let reference =
            Reference { section: self.section, from: self.from, to, through, path: self.path.clone() };
        self.found.push((kind, reference));
    }
}

/// The names between `${` and `}` in the text of `Fn::Sub`, without those that are to be left as they are.
pub fn sub_variables(text: &str) -> impl Iterator<Item = &str> {
    sub_pieces(text).filter_map(|piece| match piece {
        SubPiece::Variable(name) => Some(name.trim()),
        SubPiece::Text(_) | SubPiece::Escaped => None,
    })
}

#[cfg(test)]
mod tests {
    use super::sub_variables;

    #[test]
    fn variables_are_found_where_cloudformation_finds_them() {
        let names = |text| sub_variables(text).collect::<Vec<_>>();
        assert_eq!(names("a ${One} ${ Two } ${!Three} ${Four.Arn}$"), ["One", "Two", "Four.Arn"]);
        assert_eq!(names("${} $One ${"), Vec::<&str>::new());
    }
}
