/// JSON with Rust in it, for properties that take any JSON: literals, handles and functions wherever a value stands.
///
/// Keys are literals, or expressions in parentheses. Values are JSON, or expressions of what
/// [`IntoVal<Json>`](crate::dsl::IntoVal) is implemented for.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("values");
/// let bucket = stack.parameter("Bucket", Parameter::string());
/// let is_big = stack.condition("IsBig", bucket.equals("big"));
/// let rule = "rule";
/// stack.add(
///     "Thing",
///     Resource::custom("AWS::New::Thing").property(
///         "Settings",
///         value!({
///             "bucket": bucket,
///             "limits": { "nodes": 8, "share": 0.5, "days": [1, 2, is_big.if_else(3, no_value())] },
///             (rule): [{ "on": true }, sub!("s3://${bucket}/*"), null],
///         }),
///     ),
/// );
/// # let text = synth::emit::to_string(&stack.synthesize()?, synth::emit::Format::Yaml);
/// # assert!(text.contains("bucket: !Ref Bucket"), "{text}");
/// # assert!(text.contains("- 'on': true"), "{text}");
/// # Ok::<(), synth::diag::Diagnostics>(())
/// ```
#[macro_export]
macro_rules! value {
    // A list, item by item: what is done, then what is left.
    (@list [$($done:expr,)*]) => {
        $crate::dsl::Json::list([$($done),*])
    };
    (@list [$($done:expr,)*] null $(, $($rest:tt)*)?) => {
        $crate::value!(@list [$($done,)* $crate::value!(null),] $($($rest)*)?)
    };
    (@list [$($done:expr,)*] { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $crate::value!(@list [$($done,)* $crate::value!({ $($inner)* }),] $($($rest)*)?)
    };
    (@list [$($done:expr,)*] [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $crate::value!(@list [$($done,)* $crate::value!([ $($inner)* ]),] $($($rest)*)?)
    };
    (@list [$($done:expr,)*] $next:expr $(, $($rest:tt)*)?) => {
        $crate::value!(@list [$($done,)* $crate::value!($next),] $($($rest)*)?)
    };
    // An object, entry by entry.
    (@object [$($done:expr,)*]) => {
        $crate::dsl::Json::object([$($done),*])
    };
    (@object [$($done:expr,)*] $key:tt : null $(, $($rest:tt)*)?) => {
        $crate::value!(@object [$($done,)* ($crate::value!(@key $key), $crate::value!(null)),] $($($rest)*)?)
    };
    (@object [$($done:expr,)*] $key:tt : { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $crate::value!(@object [$($done,)* ($crate::value!(@key $key), $crate::value!({ $($inner)* })),] $($($rest)*)?)
    };
    (@object [$($done:expr,)*] $key:tt : [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $crate::value!(@object [$($done,)* ($crate::value!(@key $key), $crate::value!([ $($inner)* ])),] $($($rest)*)?)
    };
    (@object [$($done:expr,)*] $key:tt : $next:expr $(, $($rest:tt)*)?) => {
        $crate::value!(@object [$($done,)* ($crate::value!(@key $key), $crate::value!($next)),] $($($rest)*)?)
    };
    (@key ($key:expr)) => {
        ::std::borrow::Cow::<'static, str>::from($key)
    };
    (@key $key:literal) => {
        ::std::borrow::Cow::<'static, str>::Borrowed($key)
    };
    (null) => {
        $crate::dsl::Json::null()
    };
    ([ $($inner:tt)* ]) => {
        $crate::value!(@list [] $($inner)*)
    };
    ({ $($inner:tt)* }) => {
        $crate::value!(@object [] $($inner)*)
    };
    ($value:expr) => {
        $crate::dsl::Json::new($value)
    };
}
