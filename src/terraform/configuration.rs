//! The configuration inside a plan: which value refers to what, where providers work, and where modules
//! come from. It has one entry for all instances of a resource or module.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::address::{self, Address, Step};
use super::document::Variable;
use super::tree::Target;

/// Variables and outputs that a reference leads through; more is a loop.
const DEEPEST: usize = 32;
/// Things that one value waits for; more are not told.
const MOST: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Configuration {
    root: Module,
    /// `aws`, `aws.europe`, `module.db:aws` → its expressions.
    providers: BTreeMap<String, Value>,
    variables: BTreeMap<String, Value>,
}

#[derive(Debug, Default)]
struct Module {
    /// By address without keys, such as `data.aws_ami.base`.
    resources: BTreeMap<String, Resource>,
    calls: BTreeMap<String, Call>,
    outputs: BTreeMap<String, Value>,
}

#[derive(Debug)]
struct Resource {
    expressions: Value,
    provider: Option<String>,
}

#[derive(Debug)]
struct Call {
    source: String,
    expressions: Value,
    module: Module,
}

impl Configuration {
    pub(super) fn of(configuration: Option<Value>, variables: Option<BTreeMap<String, Variable>>) -> Self {
        let variables = variables.unwrap_or_default().into_iter();
        let mut read = Self {
            variables: variables.map(|(name, variable)| (name, variable.value)).collect(),
            ..Self::default()
        };
        let Some(Value::Object(mut whole)) = configuration else {
            return read;
        };
        read.root = module(whole.remove("root_module"));
        for (key, mut provider) in members(whole.remove("provider_config")) {
            let expressions = provider.get_mut("expressions").map_or(Value::Null, Value::take);
            read.providers.insert(key, expressions);
        }
        read
    }

    /// The source of each module, by its path without keys.
    pub(super) fn sources(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        let mut open = vec![(String::new(), &self.root)];
        while let Some((path, module)) = open.pop() {
            for (name, call) in &module.calls {
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}module.{name}");
                found.insert(path.clone(), call.source.clone());
                open.push((path, &call.module));
            }
        }
        found
    }

    fn module(&self, path: &[Step]) -> Option<&Module> {
        path.iter().try_fold(&self.root, |module, step| {
            module.calls.get(&step.name).map(|call| &call.module)
        })
    }

    fn resource(&self, address: &Address) -> Option<&Resource> {
        let data = if address.data { "data." } else { "" };
        let name = format!("{data}{}.{}", address.r#type, address.name);
        self.module(&address.module)?.resources.get(&name)
    }

    /// What the unknown values of a resource wait for.
    pub(super) fn waiting<'a>(&'a self, address: &'a Address) -> Waiting<'a> {
        let expression = self.resource(address).map(|resource| &resource.expressions);
        Waiting(expression.map(|expression| Place {
            configuration: self,
            module: &address.module,
            expression,
        }))
    }

    /// The key of the provider that a resource is made with.
    pub(super) fn provider(&self, address: &Address) -> Option<&str> {
        self.resource(address)?.provider.as_deref()
    }

    /// A setting of a provider, where it is constant or a variable whose value is known.
    pub(super) fn provider_setting(&self, provider: &str, setting: &[&str]) -> Option<Value> {
        // A module's provider may be the one of the module above under another name.
        let name = provider.rsplit(':').next().unwrap_or(provider);
        let expressions = self.providers.get(provider).or_else(|| self.providers.get(name))?;
        let expression = setting.iter().try_fold(expressions, |at, step| {
            let at = at.as_array().and_then(|list| list.first()).unwrap_or(at);
            at.get(step)
        })?;
        let modules = provider.rsplit_once(':').map_or("", |(modules, _)| modules);
        let modules = address::steps(modules).and_then(|steps| Some(address::split_module(&steps)?.0));
        self.constant(&modules.unwrap_or_default(), expression, 0)
    }

    /// True when a provider is given a setting, or is not known.
    pub(super) fn has_setting(&self, provider: &str, setting: &str) -> bool {
        let name = provider.rsplit(':').next().unwrap_or(provider);
        let expressions = self.providers.get(provider).or_else(|| self.providers.get(name));
        expressions.is_none_or(|expressions| expressions.get(setting).is_some())
    }

    fn constant(&self, module: &[Step], expression: &Value, depth: usize) -> Option<Value> {
        if let Some(value) = expression.get("constant_value") {
            return Some(value.clone());
        }
        let references = references(expression);
        let [reference] = longest(&references)[..] else {
            return None;
        };
        let name = reference.strip_prefix("var.").filter(|_| depth < DEEPEST)?;
        match module.split_last() {
            None => self.variables.get(name).cloned(),
            Some((last, above)) => {
                let call = self.module(above)?.calls.get(&last.name)?;
                self.constant(above, call.expressions.get(name)?, depth + 1)
            }
        }
    }

    fn resolve(&self, module: &[Step], expression: &Value, depth: usize, found: &mut BTreeSet<Target>) {
        if depth > DEEPEST {
            return;
        }
        for reference in longest(&references(expression)) {
            if found.len() >= MOST {
                return;
            }
            self.resolve_one(module, reference, depth, found);
        }
    }

    fn resolve_one(&self, module: &[Step], reference: &str, depth: usize, found: &mut BTreeSet<Target>) {
        let Some(steps) = address::steps(reference) else { return };
        let names: Vec<&str> = steps.iter().map(|s| s.name.as_str()).collect();
        match names[..] {
            ["var", name, ..] => {
                let Some((last, above)) = module.split_last() else {
                    return;
                };
                let call = self.module(above).and_then(|m| m.calls.get(&last.name));
                if let Some(expression) = call.and_then(|call| call.expressions.get(name)) {
                    self.resolve(above, expression, depth + 1, found);
                }
            }
            ["module", _, output, ..] => {
                let mut below = module.to_vec();
                below.push(steps[1].clone());
                let output = self.module(&below).and_then(|m| m.outputs.get(output));
                if let Some(expression) = output.and_then(|output| output.get("expression")) {
                    self.resolve(&below, expression, depth + 1, found);
                }
            }
            [
                "each" | "count" | "path" | "self" | "terraform" | "local" | "module",
                ..,
            ] => {}
            ["data", r#type, _, ..] => {
                found.insert(target(module, true, r#type, &steps[2..]));
            }
            [r#type, _, ..] => {
                found.insert(target(module, false, r#type, &steps[1..]));
            }
            _ => {}
        }
    }
}

/// A resource, and the attribute behind its name.
fn target(module: &[Step], data: bool, r#type: &str, rest: &[Step]) -> Target {
    let attribute: Vec<&str> = rest.iter().skip(1).map(|s| s.name.as_str()).collect();
    let name = rest.first().cloned();
    Target {
        module: module.to_vec(),
        data,
        r#type: r#type.to_owned(),
        name: name.unwrap_or(Step {
            name: String::new(),
            key: None,
        }),
        attribute: (!attribute.is_empty()).then(|| attribute.join(".")),
    }
}

/// The expression of a value that may be unknown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waiting<'a>(Option<Place<'a>>);

#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    configuration: &'a Configuration,
    module: &'a [Step],
    expression: &'a Value,
}

impl<'a> Waiting<'a> {
    /// For what has no configuration.
    pub(super) fn for_nothing() -> Waiting<'static> {
        Waiting(None)
    }

    pub(super) fn field(self, name: &str) -> Waiting<'a> {
        Waiting(self.0.and_then(|place| {
            let whole = is_expression(place.expression);
            let expression = match place.expression {
                _ if whole => place.expression,
                // A block that a dynamic block makes, or of which there is one for several.
                Value::Array(blocks) => match &blocks[..] {
                    [block] => {
                        return Waiting(Some(Place {
                            expression: block,
                            ..place
                        }))
                        .field(name)
                        .0;
                    }
                    _ => place.expression,
                },
                other => other.get(name)?,
            };
            Some(Place { expression, ..place })
        }))
    }

    pub(super) fn element(self, at: usize, of: usize) -> Waiting<'a> {
        Waiting(self.0.map(|place| {
            let block = place.expression.as_array().filter(|blocks| blocks.len() == of);
            let expression = block.and_then(|blocks| blocks.get(at)).unwrap_or(place.expression);
            Place { expression, ..place }
        }))
    }

    pub(super) fn targets(self) -> Rc<[Target]> {
        let mut found = BTreeSet::new();
        if let Some(place) = self.0 {
            place
                .configuration
                .resolve(place.module, place.expression, 0, &mut found);
        }
        found.into_iter().collect()
    }
}

fn is_expression(value: &Value) -> bool {
    value.get("references").is_some_and(Value::is_array) || value.get("constant_value").is_some()
}

/// All references of an expression and of what lies below it.
fn references(expression: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open = vec![expression];
    while let Some(next) = open.pop() {
        match next {
            Value::Array(list) => open.extend(list),
            Value::Object(members) => match members.get("references").and_then(Value::as_array) {
                Some(list) => found.extend(list.iter().filter_map(Value::as_str)),
                None => open.extend(members.iter().filter(|(k, _)| *k != "constant_value").map(|(_, v)| v)),
            },
            _ => {}
        }
        if found.len() > 10 * MOST {
            break;
        }
    }
    found
}

/// Without the references that another one goes on from: Terraform lists `a.b.id` and `a.b`.
fn longest<'a>(references: &[&'a str]) -> Vec<&'a str> {
    let mut sorted: Vec<&str> = references.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let goes_on = |short: &str, long: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| rest.starts_with('.') || rest.starts_with('['))
    };
    let mut kept: Vec<&str> = Vec::new();
    for (at, short) in sorted.iter().enumerate() {
        // Sorted, what goes on from a text stands close behind it.
        let behind = sorted[at + 1..].iter().take_while(|long| long.starts_with(short));
        if !behind.into_iter().any(|long| goes_on(short, long)) {
            kept.push(short);
        }
    }
    kept
}

fn members(value: Option<Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn module(value: Option<Value>) -> Module {
    let mut value = members(value);
    let resources = match value.remove("resources") {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    Module {
        resources: resources.into_iter().filter_map(resource).collect(),
        calls: members(value.remove("module_calls")).into_iter().map(call).collect(),
        outputs: members(value.remove("outputs")).into_iter().collect(),
    }
}

fn resource(mut value: Value) -> Option<(String, Resource)> {
    let address = value.get("address")?.as_str()?.to_owned();
    let provider = value.get("provider_config_key").and_then(Value::as_str);
    let resource = Resource {
        provider: provider.map(str::to_owned),
        expressions: value.get_mut("expressions").map_or(Value::Null, Value::take),
    };
    Some((address, resource))
}

fn call((name, mut value): (String, Value)) -> (String, Call) {
    let source = value.get("source").and_then(Value::as_str).unwrap_or_default();
    let call = Call {
        source: source.to_owned(),
        expressions: value.get_mut("expressions").map_or(Value::Null, Value::take),
        module: module(value.get_mut("module").map(Value::take)),
    };
    (name, call)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn waits(configuration: &Configuration, address: &str, path: &[&str]) -> Vec<String> {
        let address = Address::parse(address).expect("address");
        let start = configuration.waiting(&address);
        let at = path.iter().fold(start, |at, step| match step.parse::<usize>() {
            Ok(place) => at.element(place, 2),
            Err(_) => at.field(step),
        });
        at.targets().iter().map(Target::to_string).collect()
    }

    fn example() -> Configuration {
        let child = json!({
            "resources": [{
                "address": "aws_db_instance.db", "provider_config_key": "module.db:aws.eu",
                "expressions": {
                    "kms_key_id": {"references": ["var.key"]},
                    "vpc_security_group_ids": {"references": ["aws_security_group.db.id", "aws_security_group.db", "var.loop"]}
                }
            }],
            "outputs": {"arn": {"expression": {"references": ["aws_db_instance.db.arn", "aws_db_instance.db"]}}}
        });
        let whole = json!({
            "provider_config": {"aws.eu": {"expressions": {"region": {"references": ["var.region"]}}}},
            "root_module": {
                "resources": [
                    {"address": "aws_x.x", "expressions": {
                        "a": {"references": ["module.db[\"orders.v1\"].arn", "module.db[\"orders.v1\"]", "module.db"]},
                        "block": [{"b": {"references": ["aws_y.one.id", "aws_y.one"]}}, {"b": {"references": ["aws_y.two[0].id", "aws_y.two[0]", "aws_y.two"]}}],
                        "made": [{"b": {"references": ["each.value", "aws_y.two"]}}]
                    }}
                ],
                "module_calls": {"db": {"source": "./db", "expressions": {
                    "key": {"references": ["aws_kms_key.main.arn", "aws_kms_key.main"]},
                    "loop": {"references": ["module.db.arn", "module.db"]}
                }, "module": child}}
            }
        });
        let variables = BTreeMap::from([(
            "region".to_owned(),
            Variable {
                value: json!("eu-west-1"),
            },
        )]);
        Configuration::of(Some(whole), Some(variables))
    }

    #[test]
    fn references_lead_through_variables_and_outputs() {
        let all = example();
        let db = "module.db[\"users\"].aws_db_instance.db";
        assert_eq!(waits(&all, db, &["kms_key_id"]), ["aws_kms_key.main.arn"]);
        let arn = "module.db[\"orders.v1\"].aws_db_instance.db.arn";
        assert_eq!(waits(&all, "aws_x.x", &["a"]), [arn]);
        let groups = waits(&all, db, &["vpc_security_group_ids"]);
        assert!(
            groups.contains(&"module.db[\"users\"].aws_security_group.db.id".to_owned()),
            "{groups:?}"
        );
    }

    #[test]
    fn blocks_are_paired_by_place_or_taken_together() {
        let all = example();
        assert_eq!(waits(&all, "aws_x.x", &["block", "0", "b"]), ["aws_y.one.id"]);
        assert_eq!(waits(&all, "aws_x.x", &["block", "1", "b"]), ["aws_y.two[0].id"]);
        assert_eq!(waits(&all, "aws_x.x", &["made", "1", "b"]), ["aws_y.two"]);
        assert_eq!(waits(&all, "aws_x.x", &["none"]), Vec::<String>::new());
        assert_eq!(waits(&all, "aws_gone.x", &["a"]), Vec::<String>::new());
    }

    #[test]
    fn the_region_of_a_provider_may_be_a_variable() {
        let all = example();
        let address = Address::parse("module.db[0].aws_db_instance.db").expect("address");
        let provider = all.provider(&address).expect("provider");
        // Within the module, `var.region` would be the module's own.
        assert_eq!(all.provider_setting("aws.eu", &["region"]), Some(json!("eu-west-1")));
        assert_eq!(provider, "module.db:aws.eu");
        assert_eq!(
            all.sources(),
            BTreeMap::from([("module.db".to_owned(), "./db".to_owned())])
        );
    }
}
