//! Where the resources of a state lie: what their partners know.

use std::collections::{BTreeSet, HashMap};

use crate::model::{ResourceKey, Scope, Snapshot};

use super::pairs;

/// Fills in the account, region and zone that a state does not know: from the resource that is meant,
/// or from the only account that there is. Controls that look at the place of a resource then judge
/// both sides alike.
pub fn fill_places(state: &mut Snapshot, current: &Snapshot) {
    let pairs = pairs::pair(&state.resources, &current.resources);
    let partners: HashMap<usize, usize> = pairs.both.into_iter().collect();
    // That they have something in common tells that they are of one account.
    let common = |provider: &&str| {
        partners
            .values()
            .any(|c| current.resources[*c].scope.provider == **provider)
    };
    let accounts: HashMap<String, Option<String>> = ["aws", "cloudflare"]
        .into_iter()
        .filter(common)
        .map(|provider| (provider.to_owned(), only_account(current, provider)))
        .collect();
    let known = |scope: &Scope| Scope {
        account: accounts.get(&scope.provider).cloned().flatten(),
        ..Scope::default()
    };
    let mut keys: BTreeSet<ResourceKey> = BTreeSet::new();
    for (at, resource) in state.resources.iter_mut().enumerate() {
        let mut key = resource.key();
        if let Some(partner) = partners.get(&at) {
            fill(&mut key.scope, &current.resources[*partner].scope);
        }
        let account = known(&key.scope);
        fill(&mut key.scope, &account);
        // Two that are apart only for what is not known stay so: that is told later.
        if keys.insert(key.clone()) {
            resource.scope = key.scope;
        }
    }
    for collected in &mut state.collected {
        let known = known(&collected.scope);
        fill(&mut collected.scope, &known);
    }
    state.sort();
}

fn fill(scope: &mut Scope, from: &Scope) {
    for (own, other) in [
        (&mut scope.account, &from.account),
        (&mut scope.region, &from.region),
        (&mut scope.zone, &from.zone),
    ] {
        if own.is_none() {
            own.clone_from(other);
        }
    }
}

/// The account of a provider, where there is but one.
fn only_account(snapshot: &Snapshot, provider: &str) -> Option<String> {
    let scopes = snapshot.resources.iter().map(|r| &r.scope);
    let scopes = scopes.chain(snapshot.collected.iter().map(|c| &c.scope));
    let own = scopes.filter(|scope| scope.provider == provider);
    let accounts: BTreeSet<&String> = own.filter_map(|scope| scope.account.as_ref()).collect();
    match accounts.len() {
        1 => accounts.first().map(|account| (*account).clone()),
        _ => None,
    }
}
