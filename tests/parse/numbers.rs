//! Numbers compare by what they are, however they are written.

use synth::model::Number;

#[test]
fn equal_however_written() {
    let written = |text: &str, value: f64| Number::written(text, value.into());
    assert_eq!(written("1.0", 1.0), Number::Integer(1));
    assert_eq!(written("1.50", 1.5), Number::Float(1.5));
    assert_ne!(written("1.50", 1.5), Number::Integer(1));
    assert_eq!(Number::Unsigned(u64::MAX), Number::from(u64::MAX));
    assert_ne!(Number::Unsigned(u64::MAX), Number::Float(u64::MAX as f64));
    assert_eq!(Number::Float(f64::NAN), Number::Float(f64::NAN));
}

#[test]
fn as_python_writes_them() {
    let float = |number: f64| Number::Float(number).python_text();
    let table = [
        (1.0, "1.0"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (1e15, "1000000000000000.0"),
        (1e16, "1e+16"),
        (1.5e300, "1.5e+300"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (f64::INFINITY, "inf"),
    ];
    for (number, text) in table {
        assert_eq!(float(number), text);
    }
}
