//! What a policy file must satisfy before the engine's parser sees it.
//!
//! The parser takes exponential time on nested literals and recurses on long expressions, and
//! neither is covered by a timer: size and nesting are bounded first.

use super::error::PolicyError;

const LARGEST_FILE: usize = 256 * 1024;
/// Nesting of brackets; hand-written policies stay below eight.
const DEEPEST: usize = 10;
/// Operators in one statement; each is a level of recursion in parser and interpreter.
const LONGEST_STATEMENT: usize = 2_000;

/// Checks the text of one policy file.
pub(crate) fn check(file: &str, text: &str) -> Result<(), PolicyError> {
    if text.len() > LARGEST_FILE {
        let message = format!("the file is larger than {} KiB; split it", LARGEST_FILE / 1024);
        return Err(PolicyError::new(file, 0, 0, message));
    }
    Scanner {
        file,
        line: 1,
        column: 0,
        depth: 0,
        operators: 0,
    }
    .run(text)
}

struct Scanner<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    depth: usize,
    operators: usize,
}

impl Scanner<'_> {
    fn run(mut self, text: &str) -> Result<(), PolicyError> {
        let mut characters = text.chars().peekable();
        // The line end that a string or a comment runs into; `None` in code.
        let mut inside: Option<char> = None;
        let mut previous = ' ';
        while let Some(c) = characters.next() {
            self.column += 1;
            match (inside, c) {
                (Some('#'), '\n') => inside = None,
                // The character after a backslash cannot end the string.
                (Some('"'), '\\') => self.column += u32::from(characters.next().is_some()),
                (Some(end), c) if c == end && end != '#' => inside = None,
                (None, '"' | '`' | '#') => inside = Some(c),
                (None, '[' | '{' | '(') => self.open()?,
                (None, ']' | '}' | ')') => self.depth = self.depth.saturating_sub(1),
                (None, '+' | '-' | '*' | '/' | '%' | '|' | '&' | '.' | '=' | '<' | '>') => self.operator()?,
                // Two line ends in a row, or a line end followed by a word at the margin, end a statement.
                (None, '\n') if previous == '\n' || characters.peek().is_some_and(|n| n.is_alphabetic()) => {
                    self.operators = 0
                }
                _ => {}
            }
            if c == '\n' {
                self.line += 1;
                self.column = 0;
            }
            previous = c;
        }
        Ok(())
    }

    fn open(&mut self) -> Result<(), PolicyError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let message =
                format!("brackets are nested more than {DEEPEST} deep; move the inner part to a rule of its own");
            return Err(PolicyError::new(self.file, self.line, self.column, message));
        }
        Ok(())
    }

    fn operator(&mut self) -> Result<(), PolicyError> {
        self.operators += 1;
        if self.operators > LONGEST_STATEMENT {
            let message = format!("a rule holds more than {LONGEST_STATEMENT} operators; split it");
            return Err(PolicyError::new(self.file, self.line, self.column, message));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_bounded_with_place() {
        let text = format!("package p\n\nx := {}1{}", "[".repeat(11), "]".repeat(11));
        let error = check("p.rego", &text).expect_err("too deep");
        assert_eq!((error.line, error.column), (3, 16));
        assert!(
            check(
                "p.rego",
                &format!("package p\nx := {}1{}", "[".repeat(10), "]".repeat(10))
            )
            .is_ok()
        );
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let text = format!("x := \"{0}\\\"{0}\"\ny := `{0}`\n# {0}\n", "[".repeat(20));
        assert_eq!(check("p.rego", &text), Ok(()));
    }

    #[test]
    fn long_expressions_are_refused_and_long_files_are_not() {
        let sum = format!("x := 1{}", " +\n\t1".repeat(3000));
        assert!(
            check("p.rego", &sum)
                .expect_err("too long")
                .message
                .contains("operators")
        );
        let rules = "deny contains x if {\n\tx := input.attributes.a.b.c\n}\n\n".repeat(1000);
        assert_eq!(check("p.rego", &rules), Ok(()));
        assert!(check("p.rego", &" ".repeat(LARGEST_FILE + 1)).is_err());
    }
}
