use synth::prelude::*;

fn main() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("Bucket", Parameter::string());
    let names = vec!["a", "b"];
    let maybe = Some("a");
    let zones = stack.parameter("Zones", Parameter::comma_delimited_list());

    let _ = sub!("${bucket}/${names}");
    let _ = sub!("${maybe}");
    let _ = sub!("${zones}");
    let _ = sub!("${get_azs(\"\")}");
    let _ = sub!("${bucket == bucket}");
}
