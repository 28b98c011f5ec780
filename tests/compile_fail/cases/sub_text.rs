use synth::prelude::*;

const TEXT: &str = "text";

fn main() {
    // A logical ID in place of the Rust name.
    let _ = sub!("arn:aws:s3:::${Bucket}/*");
    let _ = sub!("${Bucket.Arn}/*");

    // No pseudo parameter.
    let _ = sub!("${AWS::Regio}");
    let _ = sub!("${AWS::NoValue}");

    // Not closed.
    let _ = sub!("arn:aws:s3:::${bucket/*");

    // What is meant for a shell.
    let _ = sub!("echo ${1}");
    let _ = sub!("echo ${#array[@]}");
    let _ = sub!("echo ${}");
    let _ = sub!("echo ${TARGET:-/tmp}");
    let _ = sub!("echo ${file%.*}");

    // No expression.
    let _ = sub!("${bucket.}");
    let _ = sub!("${a b}");
    let _ = sub!("${(a}");

    // No literal.
    let _ = sub!(TEXT);
    let _ = sub!(format!("{TEXT}"));
    let _ = sub!("${0}", TEXT);
    let _ = sub!(b"bytes");
    let _ = sub!();
}
