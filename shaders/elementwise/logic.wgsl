fn logical_and(a: bool, b: bool) -> bool { return a && b; }
fn logical_or(a: bool, b: bool) -> bool { return a || b; }
fn logical_not(a: bool) -> bool { return !a; }
