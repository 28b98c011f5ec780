//! CloudFormation's names as Rust identifiers.

/// Spellings that AWS writes with capitals inside what is one word.
const ONE_WORD: &[(&str, &str)] = &[
    ("DynamoDB", "Dynamodb"),
    ("ETag", "Etag"),
    ("GiB", "Gib"),
    ("GraphQL", "Graphql"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("IoT", "Iot"),
    ("MiB", "Mib"),
    ("MongoDB", "Mongodb"),
    ("MySQL", "Mysql"),
    ("OAuth", "Oauth"),
    ("PostgreSQL", "Postgresql"),
    ("SaaS", "Saas"),
    ("VCpu", "Vcpu"),
    ("vCpu", "Vcpu"),
];

/// Words that Rust reserves.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that not even `r#` makes an identifier.
const NEVER_RAW: &[&str] = &["crate", "self", "super"];

/// The words of a name, as written: `SSE`, `Algorithm` of `SSEAlgorithm`.
fn words(name: &str) -> Vec<String> {
    let mut name = name.to_owned();
    for (spelling, word) in ONE_WORD {
        if name.contains(spelling) {
            name = name.replace(spelling, word);
        }
    }
    let chars: Vec<char> = name.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, &c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            continue;
        }
        let previous = if index == 0 { '\0' } else { at(index - 1) };
        let next = at(index + 1);
        // `ARNs`: the `s` belongs to the capitals before it.
        let plural = next == 's' && previous.is_ascii_uppercase() && !at(index + 2).is_ascii_lowercase();
        let starts = c.is_ascii_uppercase()
            && (previous.is_ascii_lowercase()
                || previous.is_ascii_digit()
                || (previous.is_ascii_uppercase() && next.is_ascii_lowercase() && !plural));
        if starts && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// `bucket_name` of `BucketName`, `r#type` of `Type`.
pub(super) fn snake(name: &str) -> String {
    keyword_safe(snake_plain(name))
}

/// As [`snake`], but without regard to keywords: for parts of names.
pub(super) fn snake_plain(name: &str) -> String {
    let text = words(name).iter().map(|word| word.to_ascii_lowercase()).collect::<Vec<_>>().join("_");
    if text.starts_with(|c: char| c.is_ascii_digit()) || text.is_empty() { format!("n{text}") } else { text }
}

/// A name as written, in the characters that an identifier may have.
pub(super) fn as_identifier(name: &str) -> String {
    let text = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    if text.starts_with(|c: char| c.is_ascii_digit()) { format!("n{text}") } else { text }
}

/// The identifier itself, or its raw form if it is a keyword.
pub(super) fn keyword_safe(identifier: String) -> String {
    if NEVER_RAW.contains(&identifier.as_str()) {
        identifier + "_"
    } else if KEYWORDS.contains(&identifier.as_str()) {
        "r#".to_owned() + &identifier
    } else {
        identifier
    }
}

/// A type's name from a definition's: `S3Location` stays, `arnOrId` becomes `ArnOrId`, and
/// `AWS::Lambda::Function.Environment` (SAM's schema has such) `LambdaFunctionEnvironment`.
pub(super) fn type_name(name: &str) -> String {
    let mut text = String::new();
    for part in name.strip_prefix("AWS::").unwrap_or(name).split(|c: char| !c.is_ascii_alphanumeric()) {
        push_capitalized(&mut text, part);
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) || text.is_empty() { format!("N{text}") } else { text }
}

/// An enum variant's name from its value: `Aes256` of `AES256`, `Python3_12` of `python3.12`.
pub(super) fn variant(value: &str) -> String {
    let mut text = String::new();
    for part in spelled_symbols(value).split(|c: char| !c.is_ascii_alphanumeric()) {
        let digits_meet =
            text.ends_with(|c: char| c.is_ascii_digit()) && part.starts_with(|c: char| c.is_ascii_digit());
        if digits_meet {
            text.push('_');
        }
        let shouted = !part.bytes().any(|byte| byte.is_ascii_lowercase());
        if shouted {
            push_capitalized(&mut text, &part.to_ascii_lowercase())
        } else {
            push_capitalized(&mut text, part)
        }
    }
    variant_safe(text)
}

/// The variant's name closest to the spelling of its value, for values that [`variant`] cannot tell apart.
pub(super) fn variant_as_spelled(value: &str) -> String {
    let mut text = String::new();
    push_capitalized(&mut text, &value.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    variant_safe(text)
}

/// A variant's name that no other value has: every character that is no letter or digit is spelled by its number.
pub(super) fn variant_by_code(value: &str) -> String {
    let mut text = String::from("V");
    for c in value.chars() {
        if c.is_ascii_alphanumeric() {
            text.push(c);
        } else {
            text.push_str(&format!("_u{:x}_", u32::from(c)));
        }
    }
    text
}

fn variant_safe(text: String) -> String {
    if text.is_empty() {
        "Empty".to_owned()
    } else if text.starts_with(|c: char| c.is_ascii_digit()) {
        format!("V{text}")
    } else if text == "Self" || text == "Other" {
        text + "Value"
    } else {
        text
    }
}

/// Values made of symbols only, such as `*` or `<=`, need words.
fn spelled_symbols(value: &str) -> String {
    if value.chars().any(|c| c.is_ascii_alphanumeric()) {
        return value.to_owned();
    }
    let mut text = String::new();
    for c in value.chars() {
        let word = match c {
            '*' => "Star",
            '+' => "Plus",
            '-' => "Minus",
            '/' => "Slash",
            '<' => "Less",
            '=' => "Equal",
            '>' => "Greater",
            '!' => "Not",
            '%' => "Percent",
            '|' => "Pipe",
            ',' => "Comma",
            '.' => "Dot",
            ':' => "Colon",
            ';' => "Semicolon",
            ' ' => "Space",
            '_' => "Underscore",
            '#' => "Hash",
            _ => {
                text.push_str(&format!(" U{:x}", u32::from(c)));
                continue;
            }
        };
        text.push(' ');
        text.push_str(word);
    }
    text
}

fn push_capitalized(text: &mut String, part: &str) {
    let mut chars = part.chars();
    if let Some(first) = chars.next() {
        text.push(first.to_ascii_uppercase());
        text.push_str(chars.as_str());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case_keeps_acronyms_together() {
        for (name, expected) in [
            ("BucketName", "bucket_name"),
            ("SSEAlgorithm", "sse_algorithm"),
            ("DBInstanceIdentifier", "db_instance_identifier"),
            ("EBSOptimized", "ebs_optimized"),
            ("SubnetARNs", "subnet_arns"),
            ("SNSTopicARNs", "sns_topic_arns"),
            ("IPs", "ips"),
            ("VPCIds", "vpc_ids"),
            ("AZsToUse", "azs_to_use"),
            ("Ipv6CidrBlock", "ipv6_cidr_block"),
            ("EnableIPv6Native", "enable_ipv6_native"),
            ("S3BucketName", "s3_bucket_name"),
            ("Route53HostedZoneId", "route53_hosted_zone_id"),
            ("VCpuCount", "vcpu_count"),
            ("Type", "r#type"),
            ("Self", "self_"),
            ("readmeUri", "readme_uri"),
            ("2FA", "n2_fa"),
        ] {
            assert_eq!(snake(name), expected, "{name}");
        }
    }

    #[test]
    fn variants_read_like_rust() {
        for (value, expected) in [
            ("AES256", "Aes256"),
            ("aws:kms:dsse", "AwsKmsDsse"),
            ("BucketOwnerFullControl", "BucketOwnerFullControl"),
            ("python3.12", "Python3_12"),
            ("2012-10-17", "V2012_10_17"),
            ("TLSv1.2_2021", "TLSv1_2_2021"),
            ("", "Empty"),
            ("*", "Star"),
            (">=", "GreaterEqual"),
            ("Other", "OtherValue"),
            ("SELF", "SelfValue"),
            ("lowest-price", "LowestPrice"),
            ("lowestPrice", "LowestPrice"),
        ] {
            assert_eq!(variant(value), expected, "{value}");
        }
        assert_eq!(variant_as_spelled("lowest-price"), "Lowest_price");
        assert_eq!(variant_as_spelled("GLACIER"), "GLACIER");
    }

    #[test]
    fn type_names() {
        assert_eq!(type_name("arnOrId"), "ArnOrId");
        assert_eq!(type_name("AWS::Lambda::Function.Environment"), "LambdaFunctionEnvironment");
    }
}
