//! Changes a list in the text of a spec file and leaves everything else byte for byte: the comments
//! and the order of a file that people keep are theirs.

use serde_json::{Map, Value, json};

use super::error::PolicyError;
use super::spec::Located;

/// The text of a spec file in which a list of texts stands at a path of names. What the list holds
/// already stays where it is, with its comments; what is new comes behind it. Refuses what can't be
/// changed without touching more than the list.
pub fn with_list(file: &str, text: &str, path: &[&str], items: &[String]) -> Result<String, PolicyError> {
    let before = Located::parse(file, text)?;
    let pointer = |names: &[&str]| names.iter().map(|name| format!("/{name}")).collect::<String>();
    let existing = before.value.pointer(&pointer(path)).and_then(Value::as_array);
    let kept = existing.into_iter().flatten().filter_map(Value::as_str);
    let kept: Vec<String> = kept
        .filter(|old| items.iter().any(|i| i == old))
        .map(str::to_owned)
        .collect();
    let added = items.iter().filter(|item| !kept.contains(item)).cloned();
    let wanted: Vec<String> = kept.iter().cloned().chain(added).collect();
    let edit = Edit {
        file,
        text,
        located: &before,
    };
    // The deepest part of the path that is there.
    let depth = (0..=path.len())
        .rev()
        .find(|n| *n == 0 || before.places.contains_key(&pointer(&path[..*n])));
    let depth = depth.unwrap_or(0);
    let (line, column) = before.places.get(&pointer(&path[..depth])).copied().unwrap_or((0, 0));
    let edited = match depth {
        0 => edit.append(path, &wanted)?,
        n if n == path.len() => edit.replace(&pointer(path), (line, column), &kept, &wanted)?,
        n => edit.insert(&pointer(&path[..n]), (line, column), &path[n..], &wanted)?,
    };
    let mut expected = before.value.clone();
    put(&mut expected, path, json!(wanted));
    match Located::parse(file, &edited) {
        Ok(after) if after.value == expected => Ok(edited),
        // An anchor, a second document, an odd layout: whatever it is, it is not for us.
        _ => Err(edit.refuse((line, column), "is laid out in a way that can't be changed safely")),
    }
}

fn put(value: &mut Value, path: &[&str], list: Value) {
    match path {
        [] => *value = list,
        [name, rest @ ..] => {
            if !value.is_object() {
                *value = Value::Object(Map::new());
            }
            if let Some(fields) = value.as_object_mut() {
                put(fields.entry((*name).to_owned()).or_insert(Value::Null), rest, list);
            }
        }
    }
}

/// A text to be changed.
struct Edit<'a> {
    file: &'a str,
    text: &'a str,
    located: &'a Located,
}

impl Edit<'_> {
    fn refuse(&self, (line, column): (u32, u32), what: &str) -> PolicyError {
        let message = format!("{what}; change it by hand, or write one key and one item of a list on each line");
        PolicyError::new(self.file, line, column, message)
    }

    /// How the file ends its lines.
    fn end(&self) -> &'static str {
        match self.text.find('\n') {
            Some(at) if self.text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    fn lines(&self) -> Vec<&str> {
        self.text.split_inclusive('\n').collect()
    }

    /// Where a place, counted from one, is in the text.
    fn offset(&self, (line, column): (u32, u32)) -> Option<usize> {
        let lines = self.lines();
        let line = usize::try_from(line).ok()?.checked_sub(1)?;
        let above: usize = lines.get(..line)?.iter().map(|l| l.len()).sum();
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        let within = lines.get(line)?.char_indices().nth(column)?.0;
        Some(above + within)
    }

    /// What stands before a place in its line.
    fn before(&self, place: (u32, u32)) -> Option<&str> {
        let offset = self.offset(place)?;
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        Some(&self.text[start..offset])
    }

    /// Adds the path at the end of the file.
    fn append(&self, path: &[&str], items: &[String]) -> Result<String, PolicyError> {
        let root = |pointer: &String| pointer.matches('/').count() == 1;
        let first = self.located.places.iter().filter(|(pointer, _)| root(pointer));
        let first = first.map(|(_, place)| *place).min();
        let indent = match first {
            None => String::new(),
            Some(place) => match self.before(place).filter(|before| before.trim_matches(' ').is_empty()) {
                Some(before) => before.to_owned(),
                None => return Err(self.refuse(place, "the file is written in braces")),
            },
        };
        let end = self.end();
        let joint = if self.text.is_empty() || self.text.ends_with('\n') {
            ""
        } else {
            end
        };
        Ok(format!("{}{joint}{}", self.text, block(&indent, path, items, end)))
    }

    /// Adds the rest of a path right below the line of the key that is there.
    fn insert(&self, pointer: &str, place: (u32, u32), rest: &[&str], items: &[String]) -> Result<String, PolicyError> {
        let refuse = || self.refuse(place, &format!("{} is not written line by line", dotted(pointer)));
        let value = self
            .offset(place)
            .and_then(|at| self.after_key(at))
            .ok_or_else(refuse)?;
        let own = self.before(place).ok_or_else(refuse)?;
        let line = self.text[value..].split('\n').next().unwrap_or_default().trim();
        if !own.trim_matches(' ').is_empty() || !(line.is_empty() || line.starts_with('#')) {
            return Err(refuse());
        }
        let below = format!("{pointer}/");
        let children = self.located.places.iter();
        let first = children
            .filter(|(name, _)| name.starts_with(&below))
            .map(|(_, place)| *place)
            .min();
        let indent = match first {
            None => format!("{own}  "),
            Some(child) => match self.before(child).filter(|b| b.trim_matches(' ').is_empty()) {
                Some(before) if before.len() > own.len() => before.to_owned(),
                _ => return Err(refuse()),
            },
        };
        let end = self.end();
        let after = self.text[value..].find('\n').map_or(self.text.len(), |n| value + n + 1);
        let joint = if self.text[..after].ends_with('\n') { "" } else { end };
        let more = block(&indent, rest, items, end);
        Ok(format!("{}{joint}{more}{}", &self.text[..after], &self.text[after..]))
    }

    /// Where the value begins, or its line ends: behind a key, its colon and spaces.
    fn after_key(&self, key: usize) -> Option<usize> {
        let rest = &self.text[key..];
        let length = match rest.chars().next()? {
            quote @ ('"' | '\'') => rest[1..].find(quote)? + 2,
            _ => rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')?,
        };
        let behind = rest[length..].trim_start_matches(' ').strip_prefix(':')?;
        let behind = behind.trim_start_matches([' ', '\t']);
        Some(self.text.len() - behind.len())
    }

    /// Changes a list that is there.
    fn replace(
        &self,
        pointer: &str,
        place: (u32, u32),
        kept: &[String],
        wanted: &[String],
    ) -> Result<String, PolicyError> {
        let refuse = || self.refuse(place, &format!("{} is no plain list", dotted(pointer)));
        let mut at = self
            .offset(place)
            .and_then(|at| self.after_key(at))
            .ok_or_else(refuse)?;
        // Comments and empty lines may come before the list.
        loop {
            let rest = &self.text[at..];
            let trimmed = rest.trim_start();
            at += rest.len() - trimmed.len();
            match trimmed.chars().next() {
                Some('#') => at += trimmed.find('\n').ok_or_else(refuse)?,
                Some('[') => {
                    let end = closing(&self.text[at..]).ok_or_else(refuse)?;
                    let list: Vec<String> = wanted.iter().map(|item| written(item)).collect();
                    let list = list.join(", ");
                    return Ok(format!("{}[{list}]{}", &self.text[..at], &self.text[at + end..]));
                }
                Some('-') => return self.replace_lines(pointer, kept, wanted).ok_or_else(refuse),
                _ => return Err(refuse()),
            }
        }
    }

    /// Changes a list with one item on each line: takes out the lines of what went, and adds lines
    /// for what is new below the last.
    fn replace_lines(&self, pointer: &str, kept: &[String], wanted: &[String]) -> Option<String> {
        let old = self.located.value.pointer(pointer)?.as_array()?;
        let mut lines: Vec<String> = self.lines().into_iter().map(str::to_owned).collect();
        let mut dash = String::new();
        let mut last = 0;
        for (n, item) in old.iter().enumerate() {
            let place = *self.located.places.get(&format!("{pointer}/{n}"))?;
            let before = self.before(place)?;
            if before.trim_matches(' ') != "-" {
                return None;
            }
            let line = usize::try_from(place.0).ok()?.checked_sub(1)?;
            if n == 0 {
                before.clone_into(&mut dash);
            }
            last = line;
            if !kept.iter().any(|k| item.as_str() == Some(k)) {
                lines[line].clear();
            }
        }
        let end = self.end();
        let new: String = wanted[kept.len()..]
            .iter()
            .map(|item| format!("{dash}{}{end}", written(item)))
            .collect();
        if !new.is_empty() && !lines[last].is_empty() && !lines[last].ends_with('\n') {
            lines[last].push_str(end);
        }
        lines[last].push_str(&new);
        Some(lines.concat())
    }
}

/// Keys below each other, and a list with one item on each line.
fn block(indent: &str, path: &[&str], items: &[String], end: &str) -> String {
    let mut text = String::new();
    let mut indent = indent.to_owned();
    for name in path {
        text += &format!("{indent}{name}:{end}");
        indent += "  ";
    }
    for item in items {
        text += &format!("{indent}- {}{end}", written(item));
    }
    text
}

/// A text as YAML has it, in quotation marks where it could be taken for something else.
fn written(item: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_/".contains(c);
    match item.chars().all(plain) && item.contains('/') && item.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        true => item.to_owned(),
        false => Value::from(item).to_string(),
    }
}

/// How long a list in brackets is, both included.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut quote = None;
    let mut comment = false;
    let mut previous = ' ';
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        match (quote, c) {
            _ if comment => comment = c != '\n',
            (Some('"'), '\\') => drop(characters.next()),
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') if previous.is_whitespace() => comment = true,
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        previous = c;
    }
    None
}

fn dotted(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}

#[cfg(test)]
mod tests;
