//! Files on disk: nothing is half-written, nothing is read without limits.
//!
//! Snapshots are one JSON document each, compressed when the name ends in `.zst`.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::snapshot::SCHEMA;
use crate::model::text::{ResourceText, SnapshotText};
use crate::model::{ResourceKey, Snapshot};

/// Largest document that is read, decompressed.
pub const LARGEST: u64 = 4 * 1024 * 1024 * 1024;

/// A file that can't be read or written. Names the file, the place and the mend.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{path}: {error}")]
    Io { path: PathBuf, error: io::Error },
    #[error("{path}: not valid JSON at line {line}, column {column}: {message}; {mend}")]
    Json {
        path: PathBuf,
        line: usize,
        column: usize,
        message: String,
        mend: &'static str,
    },
    #[error("{path}: {message}")]
    Content { path: PathBuf, message: String },
}

impl StoreError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { path, error }
    }
}

/// Writes a file so that it is whole or not there: to a temporary file beside it, synced, renamed. A
/// link stays a link, and what is no plain file, such as `/dev/null` or a pipe, is written to.
pub fn write_atomically(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), StoreError> {
    let fail = StoreError::io(path);
    let real = path.canonicalize();
    let path = real.as_deref().unwrap_or(path);
    if path
        .metadata()
        .is_ok_and(|target| !target.is_file() && !target.is_dir())
    {
        let direct = || {
            let mut buffered = BufWriter::new(File::options().write(true).open(path)?);
            write(&mut buffered)?;
            buffered.flush()
        };
        return direct().map_err(fail);
    }
    let attempt = || {
        let folder = path
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".trueline-");
        // As any file that the user makes: what the umask leaves.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut temporary = builder.tempfile_in(folder)?;
        let mut buffered = BufWriter::new(temporary.as_file_mut());
        write(&mut buffered)?;
        buffered.flush()?;
        drop(buffered);
        temporary.as_file().sync_all()?;
        temporary.persist(path).map_err(|e| e.error)?;
        // The rename itself must survive a power cut.
        File::open(folder)?.sync_all()
    };
    attempt().map_err(fail)
}

/// Writes a document as JSON, one line at the end.
pub fn write_json<T: Serialize>(path: &Path, document: &T) -> Result<(), StoreError> {
    write_atomically(path, |out| {
        serde_json::to_writer_pretty(&mut *out, document)?;
        out.write_all(b"\n")
    })
}

/// Writes a snapshot, compressed when the name ends in `.zst`.
pub fn write_snapshot(path: &Path, snapshot: &Snapshot) -> Result<(), StoreError> {
    if path.extension().is_none_or(|e| e != "zst") {
        return write_json(path, snapshot);
    }
    write_atomically(path, |out| {
        let mut encoder = zstd::Encoder::new(out, 6)?;
        serde_json::to_writer(&mut encoder, snapshot)?;
        encoder.finish().map(|_| ())
    })
}

const MEND: &str = "make a new one with `trueline snapshot -o FILE`";

/// Reads a snapshot from a file, or from standard input for `-`.
pub fn read_snapshot(path: &Path) -> Result<Snapshot, StoreError> {
    checked(path, read_json(path, MEND)?)
}

/// A snapshot whose text was read from `path`.
pub fn snapshot_of(path: &Path, text: &[u8]) -> Result<Snapshot, StoreError> {
    let parsed = serde_json::from_slice(text);
    checked(path, parsed.map_err(|error| json_error(path, &error, MEND))?)
}

/// The bytes of a file, or of standard input for `-`, decompressed.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    limited(path, |source| source.read_to_end(&mut bytes))?.map_err(StoreError::io(path))?;
    Ok(bytes)
}

fn checked(path: &Path, mut snapshot: Snapshot) -> Result<Snapshot, StoreError> {
    known_schema(path, &snapshot.schema)?;
    snapshot.sort();
    match snapshot
        .resources
        .windows(2)
        .find(|pair| pair[0].key() == pair[1].key())
    {
        Some(pair) => Err(twice(path, &pair[0].key())),
        None => Ok(snapshot),
    }
}

/// The same, with resources that are parsed when they are looked at.
pub fn read_snapshot_text(path: &Path) -> Result<SnapshotText, StoreError> {
    snapshot_text(path, read_bytes(path)?)
}

/// The same of text that was read from `path`.
pub fn snapshot_text(path: &Path, bytes: Vec<u8>) -> Result<SnapshotText, StoreError> {
    let text = String::from_utf8(bytes).map_err(|error| no_text(path, &error))?;
    let snapshot = SnapshotText::read(text).map_err(|bad| StoreError::Json {
        path: path.to_owned(),
        line: bad.line,
        column: bad.column,
        message: told(&bad.message, bad.ends_early),
        mend: MEND,
    })?;
    known_schema(path, &snapshot.schema)?;
    let mut resources = snapshot.resources();
    let mut before = resources.next();
    for resource in resources {
        let same = |b: &ResourceText<'_>| (b.kind, b.scope, b.id) == (resource.kind, resource.scope, resource.id);
        if before.as_ref().is_some_and(same) {
            return Err(twice(path, &resource.key()));
        }
        before = Some(resource);
    }
    Ok(snapshot)
}

fn no_text(path: &Path, error: &std::string::FromUtf8Error) -> StoreError {
    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    StoreError::Json {
        path: path.to_owned(),
        line: good.iter().filter(|byte| **byte == b'\n').count() + 1,
        column: good.iter().rev().take_while(|byte| **byte != b'\n').count() + 1,
        message: "is not UTF-8".into(),
        mend: MEND,
    }
}

fn known_schema(path: &Path, schema: &str) -> Result<(), StoreError> {
    if schema == SCHEMA {
        return Ok(());
    }
    Err(StoreError::Content {
        path: path.to_owned(),
        message: format!("schema is {schema:?}, this version reads {SCHEMA:?}; {MEND}"),
    })
}

fn twice(path: &Path, key: &ResourceKey) -> StoreError {
    StoreError::Content {
        path: path.to_owned(),
        message: format!("{key} stands in it twice; remove one of the two"),
    }
}

/// Reads a JSON document by streaming; `.zst` files are decompressed.
pub fn read_json<T: DeserializeOwned>(path: &Path, mend: &'static str) -> Result<T, StoreError> {
    let parsed = limited(path, |source| {
        serde_json::from_reader(BufReader::with_capacity(1 << 16, source))
    })?;
    parsed.map_err(|error: serde_json::Error| json_error(path, &error, mend))
}

/// Reads from a file or standard input, decompressed, and not more than is allowed.
fn limited<T>(path: &Path, read: impl FnOnce(&mut dyn Read) -> T) -> Result<T, StoreError> {
    let source: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(path).map_err(StoreError::io(path))?;
        let metadata = file.metadata().map_err(StoreError::io(path))?;
        if metadata.is_dir() {
            return Err(StoreError::Content {
                path: path.to_owned(),
                message: "is a folder, not a file".into(),
            });
        }
        if metadata.len() > LARGEST {
            return Err(too_large(path));
        }
        Box::new(file)
    };
    let source: Box<dyn Read> = if path.extension().is_some_and(|e| e == "zst") {
        Box::new(zstd::Decoder::new(source).map_err(StoreError::io(path))?)
    } else {
        source
    };
    let mut limited = source.take(LARGEST);
    let result = read(&mut limited);
    if limited.limit() == 0 {
        return Err(too_large(path));
    }
    Ok(result)
}

fn too_large(path: &Path) -> StoreError {
    let most = LARGEST >> 20;
    StoreError::Content {
        path: path.to_owned(),
        message: format!(
            "is larger than {most} MiB, the most that is read; collect in parts, with --regions or --zones"
        ),
    }
}

fn json_error(path: &Path, error: &serde_json::Error, mend: &'static str) -> StoreError {
    if error.is_io() {
        return StoreError::Io {
            path: path.to_owned(),
            error: io::Error::other(error.to_string()),
        };
    }
    StoreError::Json {
        path: path.to_owned(),
        line: error.line(),
        column: error.column(),
        message: told(&error.to_string(), error.is_eof()),
        mend,
    }
}

/// serde_json ends its message with the place, which the error carries apart.
fn told(text: &str, ends_early: bool) -> String {
    let message = text.split(" at line ").next().unwrap_or(text);
    match ends_early {
        true => format!("the file ends too early ({message})"),
        false => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Snapshot {
        Snapshot {
            schema: SCHEMA.into(),
            ..Snapshot::default()
        }
    }

    #[test]
    fn snapshots_survive_both_formats() {
        let folder = tempfile::tempdir().expect("folder");
        for name in ["plain.json", "packed.json.zst"] {
            let path = folder.path().join(name);
            write_snapshot(&path, &sample()).expect("written");
            assert_eq!(read_snapshot(&path).expect("read"), sample());
        }
        let packed = std::fs::read(folder.path().join("packed.json.zst")).expect("bytes");
        assert_eq!(packed[..4], [0x28, 0xb5, 0x2f, 0xfd]);
    }

    #[test]
    fn a_failed_write_leaves_the_old_file_and_no_other() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("s.json");
        write_snapshot(&path, &sample()).expect("written");
        let before = std::fs::read(&path).expect("bytes");
        let failed = write_atomically(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("disk full"))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&path).expect("bytes"), before);
        assert_eq!(std::fs::read_dir(folder.path()).expect("listing").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        let folder = tempfile::tempdir().expect("folder");
        let (file, link, device) = (
            folder.path().join("f"),
            folder.path().join("l"),
            folder.path().join("d"),
        );
        std::fs::write(&file, "old").expect("written");
        std::os::unix::fs::symlink(&file, &link).expect("link");
        std::os::unix::fs::symlink("/dev/null", &device).expect("link");
        for path in [&link, &device] {
            write_atomically(path, |out| out.write_all(b"new")).expect("written");
            assert!(path.is_symlink(), "{}", path.display());
        }
        assert_eq!(std::fs::read_to_string(&file).expect("text"), "new");
        assert!(!Path::new("/dev/null").is_file());
    }

    #[test]
    fn bad_files_are_named_with_place_and_mend() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("s.json");
        let cases = [
            ("", "ends too early"),
            ("{\"schema\": \"trueline.snapshot/1\",\n \"header\": {", "line 2"),
            ("not json", "line 1, column 2"),
            (
                "{\"schema\":\"trueline.snapshot/9\",\"header\":{\"created_at\":\"\",\"trueline\":\"\",\"complete\":true},\"collected\":[],\"resources\":[]}",
                "trueline.snapshot/9",
            ),
            ("{\"resurces\": []}", "unknown field `resurces`"),
        ];
        for (text, expected) in cases {
            std::fs::write(&path, text).expect("written");
            let error = read_snapshot(&path).expect_err(text).to_string();
            assert!(error.contains("s.json") && error.contains(expected), "{text}: {error}");
        }
        let deep = format!("{{\"schema\": {}", "[".repeat(100_000));
        std::fs::write(&path, deep).expect("written");
        let error = read_snapshot(&path).expect_err("deep").to_string();
        assert!(error.contains("invalid type"), "{error}");
        // A hole in a file takes no space on the disk.
        File::create(&path)
            .and_then(|f| f.set_len(LARGEST + 1))
            .expect("written");
        let error = read_snapshot(&path).expect_err("huge").to_string();
        assert!(error.contains("larger than 4096 MiB"), "{error}");
        assert!(
            read_snapshot(folder.path())
                .expect_err("folder")
                .to_string()
                .contains("is a folder")
        );
    }
}
