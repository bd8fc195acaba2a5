//! Who is meant by a reference: instances of resources by their place in the configuration.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::address::{Address, Key, Step};
use super::tree::Target;
use super::world::World;

/// Module path, whether it is a data source, type and name, all without keys.
pub(super) type Place = (String, bool, String, String);

impl World<'_> {
    /// The objects that a target names, from the point of view of an object. `all`: every instance is
    /// meant, else one is if that can be told.
    pub(super) fn find(&self, target: &Target, from: Option<usize>, all: bool) -> Vec<usize> {
        let name = &target.name;
        let exact = exact_place(&target.module, target.data, &target.r#type, &name.name);
        let Some(instances) = self.instances.get(&exact) else {
            return self.find_in_modules(target);
        };
        if name.key.is_some() {
            return instances.by_key.get(&name.key).copied().into_iter().collect();
        }
        if instances.all.len() > 1
            && !all
            && let Some(pair) = self.pair(instances, from)
        {
            return vec![pair];
        }
        instances.all.clone()
    }

    /// The same where a module without a key stands for all of its instances.
    fn find_in_modules(&self, target: &Target) -> Vec<usize> {
        let path = super::address::module_path(&target.module);
        let place = (path, target.data, target.r#type.clone(), target.name.name.clone());
        let fits = |at: &&usize| {
            let address = &self.objects[**at].address;
            let mut in_module = target.module.iter().zip(&address.module);
            in_module.all(|(wanted, is)| wanted.key.is_none() || wanted.key == is.key)
                && (target.name.key.is_none() || target.name.key == address.key)
        };
        let found = self.places.get(&place).into_iter().flatten();
        found.filter(fits).copied().collect()
    }

    /// Of several instances the one with the same key, if both have the same keys.
    fn pair(&self, instances: &Instances, from: Option<usize>) -> Option<usize> {
        let from = &self.objects[from?].address;
        from.key.as_ref()?;
        let own = exact_place(&from.module, from.data, &from.r#type, &from.name);
        let same = self.instances.get(&own)?.keys == instances.keys;
        same.then(|| instances.by_key.get(&from.key).copied()).flatten()
    }
}

/// The instances of one resource in one instance of a module.
#[derive(Default)]
pub(super) struct Instances {
    pub(super) all: Vec<usize>,
    pub(super) by_key: BTreeMap<Option<Key>, usize>,
    /// Digest of the keys: instances of two resources pair up only if all of their keys are the same.
    keys: u64,
}

impl Instances {
    pub(super) fn fingerprint(&mut self) {
        let mut hasher = DefaultHasher::new();
        self.by_key.keys().for_each(|key| key.hash(&mut hasher));
        self.keys = hasher.finish();
    }
}

pub(super) fn exact_place(module: &[Step], data: bool, r#type: &str, name: &str) -> String {
    let address = Address {
        module: module.to_vec(),
        data,
        r#type: r#type.to_owned(),
        name: name.to_owned(),
        key: None,
    };
    address.to_string()
}

/// Where an object stands, without keys.
pub(super) fn place(address: &Address) -> Place {
    (
        address.module_path(),
        address.data,
        address.r#type.clone(),
        address.name.clone(),
    )
}
