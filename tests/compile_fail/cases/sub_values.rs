use synth::prelude::*;

fn main() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("Bucket", Parameter::string());
    let names = vec!["a", "b"];
    let maybe = Some("a");

    let _ = sub!("${bucket}/${names}");
    let _ = sub!("${maybe}");
    let _ = sub!("${bucket == bucket}");
}
