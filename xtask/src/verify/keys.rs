//! Which key of two configs, or of two resolved specs, differs first.

use std::collections::BTreeMap;

/// The first key whose value is another, in words.
pub fn first_key(then: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Option<String> {
    let all = then.keys().chain(now.keys().filter(|key| !then.contains_key(*key)));
    let key = all.into_iter().find(|key| then.get(*key) != now.get(*key))?;
    let value = |keys: &BTreeMap<String, String>| keys.get(key).map_or("not set", String::as_str).to_owned();
    Some(format!("{key} is {} in the report, {} now", value(then), value(now)))
}

#[cfg(test)]
mod tests {
    use super::first_key;

    #[test]
    fn a_key_that_changed_went_or_came_is_named() {
        let keys = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let then = keys(&[("seed", "1"), ("training.epochs", "5")]);
        assert_eq!(first_key(&then, &then), None);
        let said = |now: &[(&str, &str)]| first_key(&then, &keys(now)).unwrap_or_default();
        assert_eq!(said(&[("seed", "2"), ("training.epochs", "6")]), "seed is 1 in the report, 2 now");
        assert_eq!(said(&[("seed", "1")]), "training.epochs is 5 in the report, not set now");
        let more = said(&[("device", "\"flex\""), ("seed", "1"), ("training.epochs", "5")]);
        assert_eq!(more, "device is not set in the report, \"flex\" now");
    }
}
