//! Reads the files of module folders, with limits: what is named by code of strangers is opened only
//! below a boundary, and never more than so much of it.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::model::Declaration;

use super::blocks::{Block, MODULE, blocks};

/// Largest file that is read.
const LARGEST: u64 = 4 * 1024 * 1024;
/// Most files that are read, of all modules together.
const MOST_FILES: usize = 10_000;
/// Most that is read, of all modules together.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// Most blocks that are kept, of all modules together.
const MOST_BLOCKS: usize = 200_000;
/// Notes that are kept.
const MOST_NOTES: usize = 100;

/// The blocks of one folder.
#[derive(Debug, Default)]
pub(super) struct Folder {
    blocks: Vec<(Block, Rc<str>)>,
    /// Places of the blocks that call modules, and of those with comments.
    calls: Vec<usize>,
    commented: Vec<usize>,
    places: HashMap<(String, String), usize>,
}

impl Folder {
    pub(super) fn find(&self, r#type: &str, name: &str) -> Option<Declaration> {
        let place = self.places.get(&(r#type.to_owned(), name.to_owned()))?;
        self.blocks.get(*place).map(|(block, file)| declaration(block, file))
    }

    pub(super) fn calls(&self) -> impl Iterator<Item = &Block> {
        self.at(&self.calls).map(|(block, _)| block)
    }

    pub(super) fn commented(&self) -> impl Iterator<Item = &(Block, Rc<str>)> {
        self.at(&self.commented)
    }

    fn at<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = &'a (Block, Rc<str>)> {
        places.iter().filter_map(|place| self.blocks.get(*place))
    }

    fn add(&mut self, block: Block, file: &Rc<str>) {
        if block.r#type == MODULE {
            self.calls.push(self.blocks.len());
        }
        if !block.comments.is_empty() {
            self.commented.push(self.blocks.len());
        }
        let key = (block.r#type.clone(), block.name.clone());
        // Overrides come last, and what they override is what people look for.
        self.places.entry(key).or_insert(self.blocks.len());
        self.blocks.push((block, Rc::clone(file)));
    }
}

fn declaration(block: &Block, file: &str) -> Declaration {
    Declaration {
        file: file.to_owned(),
        line: block.line,
        end_line: block.end_line,
        called_from: None,
    }
}

/// Reads folders, each once.
pub(super) struct Folders {
    /// Nothing is read that does not lie below it.
    boundary: PathBuf,
    /// What names of files are relative to.
    current: PathBuf,
    read: HashMap<PathBuf, Rc<Folder>>,
    files: usize,
    bytes: u64,
    blocks: usize,
    pub(super) notes: Vec<String>,
}

impl Folders {
    /// For a root folder, whose path is canonical.
    pub(super) fn new(root: &Path) -> Self {
        let current = std::env::current_dir().and_then(|path| path.canonicalize());
        let current = current.unwrap_or_else(|_| root.to_owned());
        Self {
            boundary: boundary(root, &current),
            current,
            read: HashMap::new(),
            files: 0,
            bytes: 0,
            blocks: 0,
            notes: Vec::new(),
        }
    }

    pub(super) fn note(&mut self, text: String) {
        if self.notes.len() < MOST_NOTES && !self.notes.contains(&text) {
            self.notes.push(text);
        }
    }

    /// The path as it really is, if it is one that may be read.
    pub(super) fn inside(&self, path: &Path) -> Option<PathBuf> {
        let real = path.canonicalize().ok()?;
        real.starts_with(&self.boundary).then_some(real)
    }

    /// The path for people: relative to the current folder, with `/`.
    pub(super) fn shown(&self, path: &Path) -> String {
        let mut up = 0;
        let mut base = self.current.as_path();
        while !path.starts_with(base) {
            up += 1;
            match base.parent() {
                Some(parent) => base = parent,
                None => break,
            }
        }
        let below = path.strip_prefix(base).unwrap_or(path);
        let parts = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned());
        let parts = std::iter::repeat_n("..".to_owned(), up).chain(parts);
        parts.collect::<Vec<_>>().join("/")
    }

    /// The blocks of a folder whose path is canonical.
    pub(super) fn folder(&mut self, path: &Path) -> Rc<Folder> {
        if let Some(known) = self.read.get(path) {
            return Rc::clone(known);
        }
        let folder = Rc::new(self.read_folder(path));
        self.read.insert(path.to_owned(), Rc::clone(&folder));
        folder
    }

    fn read_folder(&mut self, path: &Path) -> Folder {
        let mut folder = Folder::default();
        let mut names: Vec<String> = match fs::read_dir(path) {
            Ok(entries) => entries
                .take(MOST_FILES)
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .collect(),
            Err(error) => {
                self.note(format!("{}: {error}", self.shown(path)));
                return folder;
            }
        };
        names.retain(|name| !name.starts_with(['.', '#']));
        if names.iter().any(|name| name.ends_with(".tf.json")) {
            self.note(format!("{}: files that end in .tf.json are not read", self.shown(path)));
        }
        names.retain(|name| name.ends_with(".tf"));
        names.sort_by_key(|name| (name == "override.tf" || name.ends_with("_override.tf"), name.clone()));
        for name in names {
            self.read_file(&path.join(name), &mut folder);
        }
        folder
    }

    fn read_file(&mut self, path: &Path, folder: &mut Folder) {
        let shown = self.shown(path);
        let Some(real) = self.inside(path) else {
            return self.note(format!("{shown}: leads out of the code, and is not read"));
        };
        if self.files == MOST_FILES || self.bytes > MOST_BYTES {
            return self.note(format!("{shown}: not read, since so much was read before it"));
        }
        self.files += 1;
        let text = match text(&real) {
            Ok(text) => text,
            Err(error) => return self.note(format!("{shown}: {error}; it is not read")),
        };
        self.bytes += text.len() as u64;
        let (mut blocks, broken) = blocks(&text);
        if let Some(broken) = broken {
            self.note(format!(
                "{shown}:{}: {}; the rest of the file is not read",
                broken.line, broken.message
            ));
        }
        if blocks.len() > MOST_BLOCKS - self.blocks {
            blocks.truncate(MOST_BLOCKS - self.blocks);
            self.note(format!(
                "{shown}: some of its blocks are left out, since there are so many"
            ));
        }
        self.blocks += blocks.len();
        let file: Rc<str> = shown.into();
        blocks.into_iter().for_each(|block| folder.add(block, &file));
    }
}

fn text(path: &Path) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("is no file"));
    }
    let mut text = String::new();
    File::open(path)?.take(LARGEST + 1).read_to_string(&mut text)?;
    match text.len() as u64 {
        length if length > LARGEST => Err(io::Error::other(format!("is larger than {} MiB", LARGEST >> 20))),
        _ => Ok(text),
    }
}

/// The repository that the root lies in, or else the current folder, or else the root itself.
fn boundary(root: &Path, current: &Path) -> PathBuf {
    let repository = root.ancestors().find(|path| path.join(".git").exists());
    match repository {
        Some(path) => path.to_owned(),
        None if root.starts_with(current) => current.to_owned(),
        None => root.to_owned(),
    }
}
