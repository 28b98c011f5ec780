use synth::prelude::*;

fn main() {
    let mut stack = Stack::new("sub");
    let bucket = stack.parameter("Bucket", Parameter::string());

    let _ = sub!("arn:aws:s3:::${buckt}/*");
    let _ = sub!("${bucket}: ${nothing_like_it}");
    let _ = sub!("${bucket.arn()}");
    let _ = sub!(
        r#"#!/bin/bash
        for file in *; do cp ${file} s3://${bucket}/; done
        "#
    );
}
