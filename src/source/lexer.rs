//! A light lexer for Terraform's language: enough to tell blocks, strings and comments apart.
//! Nothing is evaluated. It goes once over the text and never recurses.

/// Deepest nesting of templates within strings within templates.
const DEEPEST: usize = 64;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Word(&'a str),
    /// A string in quotation marks; `None` where it is more than plain text.
    Text(Option<&'a str>),
    Open,
    Close,
    Equals,
    NewLine,
    /// One line of a comment, without its signs.
    Comment(&'a str),
    Other,
}

/// Where a text stops being Terraform's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) line: u32,
    pub(super) message: &'static str,
}

enum Mode<'a> {
    /// Within the braces of a template.
    Code {
        braces: usize,
    },
    Quoted {
        start: usize,
        plain: bool,
    },
    Heredoc {
        marker: &'a str,
    },
}

struct Lexer<'a, 'f> {
    text: &'a str,
    at: usize,
    line: u32,
    depth: usize,
    /// What is open, outermost first; empty in the code of the file itself.
    modes: Vec<Mode<'a>>,
    each: &'f mut dyn FnMut(Token<'a>, u32),
}

/// Calls `each` with the tokens of the file itself and their lines. What stands within strings and
/// templates is gone over.
pub(super) fn lex<'a>(text: &'a str, each: &mut dyn FnMut(Token<'a>, u32)) -> Result<(), Broken> {
    let mut lexer = Lexer {
        text: text.strip_prefix('\u{feff}').unwrap_or(text),
        at: 0,
        line: 1,
        depth: 0,
        modes: Vec::new(),
        each,
    };
    while lexer.at < lexer.text.len() {
        match lexer.modes.last() {
            None | Some(Mode::Code { .. }) => lexer.code()?,
            Some(Mode::Quoted { .. }) => lexer.quoted()?,
            Some(Mode::Heredoc { marker }) => {
                let marker = *marker;
                lexer.heredoc(marker)?;
            }
        }
    }
    match (lexer.modes.is_empty(), lexer.depth) {
        (true, 0) => Ok(()),
        _ => Err(lexer.broken("something that was opened is not closed")),
    }
}

impl<'a> Lexer<'a, '_> {
    fn broken(&self, message: &'static str) -> Broken {
        Broken {
            line: self.line,
            message,
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn emit(&mut self, token: Token<'a>) {
        if self.modes.is_empty() {
            (self.each)(token, self.line);
        }
    }

    /// Goes over one character and gives a token for it.
    fn single(&mut self, token: Token<'a>) {
        self.emit(token);
        self.at += 1;
    }

    fn push(&mut self, mode: Mode<'a>) -> Result<(), Broken> {
        if self.modes.len() == DEEPEST {
            return Err(self.broken("templates are nested too deeply"));
        }
        self.modes.push(mode);
        Ok(())
    }

    fn code(&mut self) -> Result<(), Broken> {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Ok(());
        };
        match first {
            '\n' => {
                self.single(Token::NewLine);
                self.line += 1;
            }
            '#' => self.comment(1),
            '/' if rest.starts_with("//") => self.comment(2),
            '/' if rest.starts_with("/*") => self.long_comment()?,
            '"' => {
                self.at += 1;
                let start = self.at;
                self.push(Mode::Quoted { start, plain: true })?;
            }
            '<' if rest.starts_with("<<") => self.heredoc_start()?,
            '{' => self.open(),
            '}' => self.close()?,
            '=' if rest.starts_with("==") || rest.starts_with("=>") => {
                self.emit(Token::Other);
                self.at += 2;
            }
            '=' => self.single(Token::Equals),
            c if c.is_whitespace() => self.at += c.len_utf8(),
            c if is_word(c) => {
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                self.emit(Token::Word(&rest[..end]));
                self.at += end;
            }
            c => {
                self.emit(Token::Other);
                self.at += c.len_utf8();
            }
        }
        Ok(())
    }

    fn open(&mut self) {
        if let Some(Mode::Code { braces }) = self.modes.last_mut() {
            *braces += 1;
            self.at += 1;
            return;
        }
        self.depth += 1;
        self.single(Token::Open);
    }

    fn close(&mut self) -> Result<(), Broken> {
        match self.modes.last_mut() {
            Some(Mode::Code { braces: 0 }) => {
                self.modes.pop();
                self.at += 1;
            }
            Some(Mode::Code { braces }) => {
                *braces -= 1;
                self.at += 1;
            }
            _ if self.depth == 0 => return Err(self.broken("a brace is closed that was not opened")),
            _ => {
                self.depth -= 1;
                self.single(Token::Close);
            }
        }
        Ok(())
    }

    /// A comment that ends with its line.
    fn comment(&mut self, signs: usize) {
        let rest = self.rest();
        let end = rest.find('\n').unwrap_or(rest.len());
        self.emit(Token::Comment(rest[signs..end].trim()));
        self.at += end;
    }

    fn long_comment(&mut self) -> Result<(), Broken> {
        let rest = self.rest();
        let Some(length) = rest[2..].find("*/") else {
            return Err(self.broken("a comment is not closed"));
        };
        for (n, line) in rest[2..2 + length].split('\n').enumerate() {
            if n > 0 {
                self.line += 1;
            }
            self.emit(Token::Comment(line.trim().trim_start_matches('*').trim()));
        }
        self.at += length + 4;
        Ok(())
    }

    fn quoted(&mut self) -> Result<(), Broken> {
        let rest = self.rest();
        let special = |c: char| matches!(c, '"' | '\\' | '\n' | '$' | '%');
        let Some(next) = rest.find(special) else {
            return Err(self.broken("a string is not closed"));
        };
        self.at += next;
        let rest = &rest[next..];
        if rest.starts_with('\n') {
            return Err(self.broken("a string is not closed on its line"));
        }
        if rest.starts_with('"') {
            self.end_of_text();
            return Ok(());
        }
        if let Some(after) = rest.strip_prefix('\\') {
            self.rough();
            // A line that ends here is told by the next round.
            let next = after.chars().next().filter(|c| *c != '\n');
            self.at += 1 + next.map_or(0, char::len_utf8);
            return Ok(());
        }
        self.template(rest)
    }

    /// A dollar or percent sign: a template begins, or it is only a sign.
    fn template(&mut self, rest: &'a str) -> Result<(), Broken> {
        if rest.starts_with("$${") || rest.starts_with("%%{") {
            self.rough();
            self.at += 3;
        } else if rest.starts_with("${") || rest.starts_with("%{") {
            self.rough();
            self.at += 2;
            self.push(Mode::Code { braces: 0 })?;
        } else {
            self.at += 1;
        }
        Ok(())
    }

    /// The string is more than plain text.
    fn rough(&mut self) {
        if let Some(Mode::Quoted { plain, .. }) = self.modes.last_mut() {
            *plain = false;
        }
    }

    fn end_of_text(&mut self) {
        if let Some(Mode::Quoted { start, plain }) = self.modes.pop() {
            let text = &self.text[start..self.at];
            self.emit(Token::Text(plain.then_some(text)));
        }
        self.at += 1;
    }

    fn heredoc_start(&mut self) -> Result<(), Broken> {
        let all = self.rest();
        let rest = all[2..].strip_prefix('-').unwrap_or(&all[2..]);
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (marker, after) = rest.split_at(end);
        let below = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'));
        let Some(below) = below.filter(|_| !marker.is_empty()) else {
            self.emit(Token::Other);
            self.at += 2;
            return Ok(());
        };
        self.emit(Token::Text(None));
        self.at += all.len() - below.len();
        self.line += 1;
        self.push(Mode::Heredoc { marker })
    }

    fn heredoc(&mut self, marker: &str) -> Result<(), Broken> {
        let rest = self.rest();
        if self.text[..self.at].ends_with('\n') {
            let end = rest.find('\n').unwrap_or(rest.len());
            if rest[..end].trim() == marker {
                self.modes.pop();
                self.at += end;
                return Ok(());
            }
        }
        let Some(next) = rest.find(['\n', '$', '%']) else {
            return Err(self.broken("a heredoc is not closed"));
        };
        self.at += next;
        let rest = &rest[next..];
        if rest.starts_with('\n') {
            self.line += 1;
            self.at += 1;
            return Ok(());
        }
        self.template(rest)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Result<Vec<(Token<'_>, u32)>, Broken> {
        let mut all = Vec::new();
        lex(text, &mut |token, line| all.push((token, line)))?;
        Ok(all)
    }

    fn kinds(text: &str) -> Vec<Token<'_>> {
        let all = tokens(text).expect("well-formed").into_iter();
        all.map(|(t, _)| t).collect()
    }

    #[test]
    fn strings_templates_and_heredocs_hide_what_they_hold() {
        use Token::{Close, Equals, NewLine, Open, Text, Word};
        let hidden = [
            (r#"a = "}""#, Some("}")),
            (r#"a = "\"}""#, None),
            (r#"a = "${f("}")}""#, None),
            (r#"a = "${{ a = "${"}"}" }}""#, None),
            (r#"a = "%{ if x }}%{ endif }""#, None),
            (r#"a = "$${{""#, None),
            (r#"a = "100% $ #""#, Some("100% $ #")),
            ("a = <<EOT\n} \" EOT\n# no comment\n  EOT", None),
            ("a = <<-EOT\n ${f(\"}\")} $${ {\n EOT", None),
            ("a = <<EOT\nEOT", None),
        ];
        for (text, plain) in hidden {
            assert_eq!(kinds(text), [Word("a"), Equals, Text(plain)], "{text}");
        }
        assert_eq!(kinds("a {\r\n}"), [Word("a"), Open, NewLine, Close]);
        assert_eq!(kinds("a-b_c é"), [Word("a-b_c"), Word("é")]);
        assert_eq!(kinds("\u{feff}a"), [Word("a")]);
    }

    #[test]
    fn comments_are_told_line_by_line() {
        let all = tokens("# a\n// b\nx /* c\n * d */ y # e").expect("well-formed");
        let comments: Vec<(&str, u32)> = all
            .iter()
            .filter_map(|(t, line)| match t {
                Token::Comment(text) => Some((*text, *line)),
                _ => None,
            })
            .collect();
        assert_eq!(comments, [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 4)]);
        let text = "a = <<EOT\n\n\nEOT\n# here";
        assert_eq!(
            tokens(text).expect("well-formed").last(),
            Some(&(Token::Comment("here"), 5))
        );
    }

    #[test]
    fn what_is_broken_is_told_by_its_line() {
        for (text, line) in [
            ("\n}", 2),
            ("a {\n", 2),
            ("a = \"x\n\"", 1),
            ("a = \"x\\\n\"", 1),
            ("\na = \"x", 2),
            ("a = \"${", 1),
            ("/* a", 1),
            ("a = <<EOT\nb\n", 3),
        ] {
            assert_eq!(tokens(text).expect_err(text).line, line, "{text}");
        }
        let deep = "\"${".repeat(100_000);
        assert_eq!(
            tokens(&deep).expect_err("deep").message,
            "templates are nested too deeply"
        );
        let braces = "{".repeat(100_000) + &"}".repeat(100_000);
        assert!(tokens(&braces).is_ok());
    }
}
