//! The values of `Fn::Join` and `Fn::Sub`.

use std::ops::ControlFlow;

use super::super::scope::{Binding, Flow, Scope, TakenFrom};
use super::Sink;
use super::reference::part;
use crate::analysis::sub_variables;
use crate::model::{Node, Object, SubPiece, sub_pieces};

impl<'t> Scope<'_, 't> {
    pub(super) fn join(&self, argument: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        let Some([delimiter, list]) = argument.as_list() else { return ControlFlow::Continue(()) };
        self.resolve(delimiter, &mut |found, at| {
            let Some(delimiter) = found.ok().and_then(Node::as_str) else { return ControlFlow::Continue(()) };
            at.resolve(list, &mut |found, at| match found.ok().and_then(Node::as_list) {
                Some([]) | None => ControlFlow::Continue(()),
                Some(items) => at.join_items(items, delimiter, &mut Vec::new(), sink),
            })
        })
    }

    /// Goes through all values of the items, each with what was assumed for those before it.
    fn join_items(
        &self,
        items: &[Node],
        delimiter: &str,
        before: &mut Vec<String>,
        sink: &mut Sink<'_, 't>,
    ) -> Flow {
        let Some((first, rest)) = items.split_first() else {
            let scope = Scope { taken_from: TakenFrom::Here, ..*self };
            return sink(Ok(&before.join(delimiter).into()), &scope);
        };
        self.resolve(first, &mut |found, at| {
            let Ok(value) = found else { return ControlFlow::Continue(()) };
            // What is no text cannot be joined: the whole has no value.
            let Some(text) = part(value) else { return ControlFlow::Break(()) };
            before.push(text);
            let flow = at.join_items(rest, delimiter, before, sink);
            before.pop();
            flow
        })
    }

    pub(super) fn substitute(&self, argument: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        let (template, variables) = match argument.as_list() {
            Some([template, variables]) => match variables.as_object() {
                Some(variables) => (template.as_str(), Some(variables)),
                None => return ControlFlow::Continue(()),
            },
            Some(_) => return ControlFlow::Continue(()),
            None => (argument.as_str(), None),
        };
        let Some(template) = template else { return ControlFlow::Continue(()) };
        let mut names: Vec<&str> = Vec::new();
        for name in
            variables.into_iter().flatten().map(|entry| entry.key.as_ref()).chain(sub_variables(template))
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        self.substitute_each(template, &names, variables, sink)
    }

    /// Goes through all values of the variables.
    fn substitute_each(
        &self,
        template: &str,
        names: &[&str],
        variables: Option<&Object>,
        sink: &mut Sink<'_, 't>,
    ) -> Flow {
        let Some((name, rest)) = names.split_first() else {
            return match self.filled(template) {
                Some(text) => sink(Ok(&text.into()), self),
                None => ControlFlow::Continue(()),
            };
        };
        let reference: Node;
        let value = match variables.and_then(|variables| variables.get(name)) {
            Some(value) => value,
            None => {
                let key = if name.contains('.') { "Fn::GetAtt" } else { "Ref" };
                reference = [(key, (*name).to_owned())].into_iter().collect::<Object>().into();
                &reference
            }
        };
        self.resolve(value, &mut |found, at| {
            let Ok(value) = found else { return ControlFlow::Continue(()) };
            let binding = Binding { before: at.bindings, name, value };
            // The text is the place's own: where the values in it come from does not matter for it.
            let scope = Scope {
                bindings: Some(&binding),
                taken_from: self.taken_from,
                from_parameter: self.from_parameter,
                ..*at
            };
            scope.substitute_each(template, rest, variables, sink)
        })
    }

    /// The text with the values that its variables are bound to.
    fn filled(&self, template: &str) -> Option<String> {
        let mut text = String::new();
        for piece in sub_pieces(template) {
            match piece {
                SubPiece::Text(plain) => text.push_str(plain),
                SubPiece::Escaped => text.push_str("${!"),
                SubPiece::Variable(name) => text.push_str(&part(self.binding(name.trim())?)?),
            }
        }
        Some(text)
    }
}
