//! Which cargo feature holds which services.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::module_name;
use crate::Error;

/// The cargo feature of each service: the file `schema/features.txt`.
///
/// A registry limits a crate to 300 features, and there are more services. So services whose name begins with another's,
/// as AWS names successors and siblings (`ApiGateway` and `ApiGatewayV2`, `S3` and `S3Tables`), share one feature with it.
/// What has been published stays: a service keeps the feature that it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Services such as `AWS::S3`, by feature; the one that names the feature is first.
    services: BTreeMap<String, Vec<String>>,
}

impl Features {
    /// Gives each service a feature, those that have one in `published` the same as there.
    pub fn assign(published: &Self, services: &[&str]) -> Self {
        let mut features = Self::default();
        let mut sorted = services.to_vec();
        sorted.sort_unstable();
        for service in sorted.iter().copied() {
            let feature = match published.of(service) {
                Some(feature) => feature.to_owned(),
                None => published.root(&sorted, service),
            };
            features.services.entry(feature).or_default().push(service.to_owned());
        }
        for (feature, services) in &mut features.services {
            services.sort_by_key(|service| (module_name(service) != *feature, service.clone()));
        }
        features
    }

    /// The features in the order of their names, with their services.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.services.iter().map(|(feature, services)| (feature.as_str(), services.as_slice()))
    }

    /// The feature of a service.
    pub fn of(&self, service: &str) -> Option<&str> {
        self.iter()
            .find(|(_, services)| services.iter().any(|own| own == service))
            .map(|(feature, _)| feature)
    }

    /// The feature of a new service: that of the service with the shortest name that begins its own.
    fn root(&self, services: &[&str], service: &str) -> String {
        let own_feature =
            |candidate: &str| self.of(candidate).is_none_or(|feature| feature == module_name(candidate));
        let shortest = services
            .iter()
            .filter(|candidate| is_family(candidate, service) && own_feature(candidate))
            .min_by_key(|candidate| candidate.len());
        module_name(shortest.unwrap_or(&service))
    }

    /// Reads what [`to_text`](Self::to_text) writes.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the line's number.
    pub fn from_text(origin: &str, text: &str) -> Result<Self, Error> {
        let mut features = Self::default();
        for (number, line) in text.lines().enumerate() {
            let invalid =
                || Error::Invalid(format!("{origin}:{}: expected `feature = Service …`", number + 1));
            let (feature, services) = line.split_once(" = ").ok_or_else(invalid)?;
            features.services.insert(feature.to_owned(), services.split(' ').map(str::to_owned).collect());
        }
        Ok(features)
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for (feature, services) in self.iter() {
            let _ = writeln!(out, "{feature} = {}", services.join(" "));
        }
        out
    }
}

/// Whether the name of `other` is that of `service` with more words or a version.
fn is_family(service: &str, other: &str) -> bool {
    let (Some((organization, name)), Some((its, other))) =
        (service.rsplit_once("::"), other.rsplit_once("::"))
    else {
        return false;
    };
    let Some(start) = other.get(..name.len()) else { return false };
    let rest = other.get(name.len()..).unwrap_or_default();
    let mut chars = rest.chars();
    let new_word = match (chars.next(), chars.next()) {
        (Some('v'), Some(next)) => next.is_ascii_digit(),
        (Some(first), _) => first.is_ascii_uppercase() || first.is_ascii_digit(),
        (None, _) => false,
    };
    organization == its && start.eq_ignore_ascii_case(name) && new_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_share_a_feature() {
        let services = [
            "AWS::ApiGateway",
            "AWS::ApiGatewayV2",
            "AWS::EventSchemas",
            "AWS::Events",
            "AWS::WAF",
            "AWS::WAFv2",
            "Alexa::ASK",
        ];
        let features = Features::assign(&Features::default(), &services);
        let text = "apigateway = AWS::ApiGateway AWS::ApiGatewayV2\nask = Alexa::ASK\nevents = AWS::Events\n\
                    eventschemas = AWS::EventSchemas\nwaf = AWS::WAF AWS::WAFv2\n";
        assert_eq!(features.to_text(), text);
        assert_eq!(Features::from_text("features.txt", text).unwrap(), features);
    }

    #[test]
    fn published_features_stay() {
        let before = Features::assign(&Features::default(), &["AWS::MediaLive", "AWS::S3", "AWS::S3Tables"]);
        let after = Features::assign(
            &before,
            &["AWS::Media", "AWS::MediaLive", "AWS::S3", "AWS::S3Tables", "AWS::S3TablesV2"],
        );
        assert_eq!(after.of("AWS::MediaLive"), Some("medialive"));
        assert_eq!(after.of("AWS::Media"), Some("media"));
        assert_eq!(after.of("AWS::S3TablesV2"), Some("s3"));
    }
}
