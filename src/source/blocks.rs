//! The blocks of one file: where they begin and end, and the comments that belong to them.

use super::lexer::{Broken, Token, lex};

/// A `resource`, `data` or `module` block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// As in an address: `aws_s3_bucket`, `data.aws_s3_bucket`; `module` for a call.
    pub(super) r#type: String,
    pub(super) name: String,
    pub(super) line: u32,
    pub(super) end_line: u32,
    /// Where a module comes from, if that is plain text.
    pub(super) source: Option<String>,
    pub(super) comments: Vec<Comment>,
}

/// The type of the blocks that call modules.
pub(super) const MODULE: &str = "module";

/// One line of a comment within a block, directly above it, or behind its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    pub(super) text: String,
    pub(super) line: u32,
}

/// The blocks of a text, as far as it can be read, and where that ended.
pub(super) fn blocks(text: &str) -> (Vec<Block>, Option<Broken>) {
    let mut reader = Reader::default();
    let ended = lex(text, &mut |token, line| reader.take(token, line));
    (reader.blocks, ended.err())
}

#[derive(Default)]
struct Reader<'a> {
    blocks: Vec<Block>,
    depth: usize,
    /// The block that is open, if it is one of those that count.
    open: Option<Block>,
    /// What the statement begins with.
    statement: Vec<Token<'a>>,
    begun: u32,
    /// Comments that may stand above a block, and the line of the last one, whatever it says.
    above: Vec<Comment>,
    above_end: u32,
    /// Line of the last token that is no comment.
    last: u32,
}

/// Tokens of a statement that are looked at.
const MOST_TOKENS: usize = 4;
/// Comments that are kept of one block.
const MOST_COMMENTS: usize = 256;

impl<'a> Reader<'a> {
    fn take(&mut self, token: Token<'a>, line: u32) {
        match token {
            Token::Comment(text) => return self.comment(text, line),
            Token::NewLine => return self.end_statement(),
            Token::Open => self.opened(line),
            Token::Close => self.closed(line),
            _ if self.statement.len() < MOST_TOKENS => {
                if self.statement.is_empty() {
                    self.begun = line;
                }
                self.statement.push(token);
            }
            _ => {}
        }
        self.last = line;
    }

    fn comment(&mut self, text: &str, line: u32) {
        if let Some(block) = &mut self.open {
            return keep(&mut block.comments, text, line);
        }
        if self.depth > 0 {
            return;
        }
        if self.last == line {
            // Behind the brace that closes a block.
            if let Some(block) = self.blocks.last_mut().filter(|b| b.end_line == line) {
                keep(&mut block.comments, text, line);
            }
            return;
        }
        if self.above_end + 1 < line {
            self.above.clear();
        }
        self.above_end = line;
        keep(&mut self.above, text, line);
    }

    /// A line ended, or a brace opened or closed.
    fn end_statement(&mut self) {
        let statement = std::mem::take(&mut self.statement);
        if let (1, Some(block)) = (self.depth, &mut self.open)
            && let [Token::Word("source"), Token::Equals, Token::Text(Some(source))] = statement.as_slice()
        {
            block.source = Some((*source).to_owned());
        }
    }

    fn opened(&mut self, line: u32) {
        if self.depth == 0 {
            self.open = header(&self.statement).map(|(r#type, name)| Block {
                r#type,
                name,
                line: self.begun,
                end_line: line,
                source: None,
                comments: Vec::new(),
            });
            let above = std::mem::take(&mut self.above);
            let is_above = self.above_end + 1 == self.begun;
            if let Some(block) = self.open.as_mut().filter(|_| is_above) {
                block.comments = above;
            }
        }
        self.statement.clear();
        self.depth += 1;
    }

    fn closed(&mut self, line: u32) {
        self.end_statement();
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0
            && let Some(mut block) = self.open.take()
        {
            block.end_line = line;
            self.blocks.push(block);
        }
    }
}

/// Keeps a comment that may speak of controls; more than a few hundred nobody wrote.
fn keep(comments: &mut Vec<Comment>, text: &str, line: u32) {
    let speaks = text.contains("skip") || text.contains("ignore") || text.starts_with("trueline:");
    if speaks && comments.len() < MOST_COMMENTS {
        comments.push(Comment {
            text: text.to_owned(),
            line,
        });
    }
}

/// Type and name, if these tokens begin a block that counts.
fn header(tokens: &[Token<'_>]) -> Option<(String, String)> {
    let label = |token: &Token<'_>| match token {
        Token::Word(text) | Token::Text(Some(text)) => Some((*text).to_owned()),
        _ => None,
    };
    match tokens {
        [Token::Word("resource"), r#type, name] => Some((label(r#type)?, label(name)?)),
        [Token::Word("data"), r#type, name] => Some((format!("data.{}", label(r#type)?), label(name)?)),
        [Token::Word("module"), name] => Some((MODULE.to_owned(), label(name)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_with_their_lines_and_comments() {
        let text = r#"
terraform { # not this
  backend "s3" {}
}

# skip far above

# skip 1
# of what?
# skip 2
resource "aws_s3_bucket" "logs" {
  bucket = "x-${var.a["}"]}" # skip inside
  lifecycle {
    // ignore deep
  }
  policy = <<EOT
# skip no comment }
EOT
} # skip behind

data aws_s3_bucket "other" {}
module "db" { source = "./db" }
# skip of nothing
locals { source = "x" }
module "odd" {
  source  = "a/${b}"
  nested  = { source = "./no" }
}
resource "too" "many" "labels" {}
resource "${x}" "y" {}
"#;
        let (blocks, broken) = blocks(text);
        assert_eq!(broken, None);
        let told: Vec<(&str, &str, u32, u32)> = blocks
            .iter()
            .map(|b| (b.r#type.as_str(), b.name.as_str(), b.line, b.end_line))
            .collect();
        assert_eq!(
            told,
            [
                ("aws_s3_bucket", "logs", 11, 19),
                ("data.aws_s3_bucket", "other", 21, 21),
                ("module", "db", 22, 22),
                ("module", "odd", 25, 28),
            ]
        );
        let comments: Vec<(&str, u32)> = blocks[0].comments.iter().map(|c| (c.text.as_str(), c.line)).collect();
        assert_eq!(
            comments,
            [
                ("skip 1", 8),
                ("skip 2", 10),
                ("skip inside", 12),
                ("ignore deep", 14),
                ("skip behind", 19)
            ]
        );
        assert!(blocks[1..].iter().all(|b| b.comments.is_empty()));
        assert_eq!(blocks[2].source.as_deref(), Some("./db"));
        assert_eq!(blocks[3].source, None);
    }

    #[test]
    fn what_stands_before_a_broken_place_is_kept() {
        let (found, broken) = blocks("resource \"a\" \"b\" {}\nresource \"c\" \"d\" {\n x = \"\n}");
        assert_eq!(found.len(), 1);
        assert_eq!(broken.map(|b| b.line), Some(3));
    }

    /// Numbers that look random and are the same in every run.
    fn random(seed: &mut u64) -> usize {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(*seed >> 40).expect("24 bits")
    }

    #[test]
    fn no_text_makes_it_panic_and_lines_stay_in_order() {
        let pieces = [
            "resource", "module", "\"a\"", "\"", "{", "}", "${", "%{", "$${", "\\", "\n", "#", "//", "/*", "*/", "<<E",
            "<<-E", "E", "source", "=", " ", "é", "\u{0}", "\u{feff}", "x", "\r", "[", "(",
        ];
        let mut seed = 7;
        for _ in 0..20_000 {
            let count = random(&mut seed) % 40;
            let text: String = (0..count).map(|_| pieces[random(&mut seed) % pieces.len()]).collect();
            let lines = u32::try_from(text.matches('\n').count()).expect("few") + 1;
            for block in blocks(&text).0 {
                assert!(
                    block.line >= 1 && block.line <= block.end_line && block.end_line <= lines,
                    "{text:?}"
                );
            }
        }
    }
}
