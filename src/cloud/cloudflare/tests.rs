//! Against a server that answers by script.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

use super::*;

const TOKEN: &str = "SecretSecretSecretSecretSecretSecretSecr";

/// Answers each connection in turn; gives back what was asked. An empty answer hangs up.
pub(crate) fn scripted(answers: Vec<String>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("port");
    let url = format!("http://{}/client/v4", listener.local_addr().expect("address"));
    let server = std::thread::spawn(move || {
        let mut requests = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().expect("connection");
            stream.set_read_timeout(Some(Duration::from_secs(5))).expect("timeout");
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            while !whole(&request) {
                match stream.read(&mut buffer) {
                    Ok(n) if n > 0 => request.extend_from_slice(&buffer[..n]),
                    _ => break,
                }
            }
            requests.push(String::from_utf8_lossy(&request).into_owned());
            if answer == "hang" {
                std::thread::sleep(Duration::from_millis(1300));
            } else {
                let _ = stream.write_all(answer.as_bytes());
            }
        }
        requests
    });
    (url, server)
}

fn whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|l| l.strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}")
}

pub(crate) fn ok(result: &str) -> String {
    let body = format!(r#"{{"success":true,"errors":[],"messages":[],"result":{result}}}"#);
    answer("200 OK", "", &body)
}

pub(crate) fn connection(url: &str) -> Cloudflare {
    Cloudflare::connect(Settings {
        credentials: Some(Credentials::UserAuthToken { token: TOKEN.into() }),
        base_url: Some(url.to_owned()),
        rate: 1000.0,
        attempts: 3,
        timeout: Duration::from_millis(1000),
    })
    .expect("usable")
}

/// One setting of a zone.
async fn setting(cloudflare: &Cloudflare, zone: &str, setting: &str) -> Result<Value, CallError> {
    let endpoint = Endpoint::get(&["zones", zone, "settings", setting]);
    Ok(cloudflare.send("zones:GetSetting", &endpoint).await?.result)
}

#[tokio::test]
async fn a_write_says_what_to_set_and_who_asks() {
    let (url, server) = scripted(vec![ok(r#"{"id":"ssl","value":"strict"}"#)]);
    let cloudflare = connection(&url);
    let zone = "023e105f4ecef8ad9ca31a8372d0c353";
    cloudflare
        .patch_setting(zone, "ssl", &json!("strict"))
        .await
        .expect("done");
    let request = server.join().expect("served").remove(0);
    assert!(request.starts_with(&format!("PATCH /client/v4/zones/{zone}/settings/ssl HTTP/1.1\r\n")));
    assert!(request.to_lowercase().contains("content-type: application/json"));
    assert!(request.contains(&format!("Bearer {TOKEN}")));
    assert!(request.ends_with(r#"{"value":"strict"}"#));
    assert_eq!(cloudflare.calls.counted().get("zones:EditSetting"), Some(&1));
}

#[tokio::test]
async fn a_write_is_sent_again_after_429_only() {
    let throttled = answer("429 Too Many Requests", "retry-after: 0\r\n", "{}");
    let (url, server) = scripted(vec![throttled, ok("{}")]);
    let cloudflare = connection(&url);
    cloudflare
        .patch_setting("z", "ssl", &json!("full"))
        .await
        .expect("done");
    assert_eq!(server.join().expect("served").len(), 2);
    assert_eq!(cloudflare.calls.retries().get("zones"), Some(&1));

    for (script, reason) in [
        (answer("503 Unavailable", "", "<html>"), GapReason::ServiceError),
        (answer("200 OK", "", "<html>"), GapReason::Malformed),
        (String::new(), GapReason::Network),
        ("hang".to_owned(), GapReason::Timeout),
    ] {
        let (url, server) = scripted(vec![script.clone()]);
        let cloudflare = connection(&url);
        let error = cloudflare.patch_setting("z", "ssl", &json!("full")).await;
        let error = error.expect_err("not done");
        assert_eq!(error.reason, reason, "{script}");
        assert!(error.uncertain, "{script}: {error}");
        assert_eq!(server.join().expect("served").len(), 1, "{script}");
    }
}

#[tokio::test]
async fn a_refused_write_is_certain() {
    let body = r#"{"success":false,"errors":[{"code":1007,"message":"Invalid value"}],"messages":[],"result":null}"#;
    let (url, server) = scripted(vec![answer("400 Bad Request", "", body)]);
    let error = connection(&url).patch_setting("z", "ssl", &json!("x")).await;
    let error = error.expect_err("refused");
    assert!(!error.uncertain);
    assert_eq!(error.code.as_deref(), Some("1007"));
    server.join().expect("served");
}

#[tokio::test]
async fn a_read_is_sent_again_after_what_may_pass() {
    let (url, server) = scripted(vec![String::new(), answer("502 Bad Gateway", "", "<html>"), ok("{}")]);
    let cloudflare = connection(&url);
    setting(&cloudflare, "z", "ssl").await.expect("read");
    assert_eq!(server.join().expect("served").len(), 3);
    assert_eq!(cloudflare.calls.retries().get("zones"), Some(&2));
}

#[tokio::test]
async fn a_wait_beyond_the_window_is_not_waited_for() {
    let (url, server) = scripted(vec![answer("429 Too Many Requests", "retry-after: 301\r\n", "{}")]);
    let error = setting(&connection(&url), "z", "ssl").await.expect_err("throttled");
    assert_eq!(error.reason, GapReason::Throttled);
    server.join().expect("served");
}

#[tokio::test]
async fn ids_that_are_none_are_not_sent() {
    let cloudflare = connection("http://127.0.0.1:1/client/v4");
    for id in ["..", ".", ""] {
        let error = setting(&cloudflare, id, "ssl").await.expect_err("refused");
        assert!(error.message.is_some_and(|m| m.contains("nothing was sent")), "{id}");
        assert!(!error.uncertain);
    }
}

#[tokio::test]
async fn the_token_stays_here() {
    let body = format!(r#"{{"success":false,"errors":[{{"code":1,"message":"no {TOKEN}"}}],"result":null}}"#);
    let elsewhere = answer("302 Found", "location: http://127.0.0.1:1/\r\n", "");
    let (url, server) = scripted(vec![answer("400 Bad Request", "", &body), elsewhere]);
    let cloudflare = connection(&url);
    let error = setting(&cloudflare, "z", "ssl").await.expect_err("refused");
    assert_eq!(error.message.as_deref(), Some("no ***"));
    assert!(!format!("{cloudflare:?} {error:?}").contains(TOKEN));
    let error = setting(&cloudflare, "z", "ssl").await.expect_err("not followed");
    assert_eq!(error.reason, GapReason::Malformed);
    server.join().expect("served");
}

#[test]
fn the_token_never_travels_in_the_clear() {
    for url in [
        "http://api.example.com/client/v4",
        "ftp://localhost/",
        "https://user:pass@localhost/",
        "https://host/?x=1",
        "client/v4",
        "http://127.0.0.1.example.com/",
    ] {
        assert!(base_url(url).is_err(), "{url}");
    }
    for url in [
        "http://127.0.0.1:80/client/v4",
        "http://[::1]:80",
        "http://localhost/",
        "https://host/client/v4",
    ] {
        let url = base_url(url).expect("usable");
        assert!(url.path().ends_with('/'), "{url}");
    }
}

#[test]
fn credentials_come_from_token_or_key() {
    let from = |pairs: &[(&str, &str)]| {
        credentials(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    };
    assert!(matches!(from(&[]), Ok(None)));
    assert!(matches!(from(&[("CLOUDFLARE_API_TOKEN", " ")]), Ok(None)));
    assert!(matches!(from(&[("CLOUDFLARE_EMAIL", "a@b.c")]), Ok(None)));
    let key = [("CLOUDFLARE_API_KEY", "k"), ("CLOUDFLARE_EMAIL", "a@b.c")];
    assert!(matches!(from(&key), Ok(Some(Credentials::UserAuthKey { .. }))));
    assert!(from(&key[..1]).is_err());
    let token = [("CLOUDFLARE_API_TOKEN", "t\n"), key[0]];
    assert!(matches!(from(&token), Ok(Some(Credentials::UserAuthToken { token })) if token == "t"));
}

/// A page of a list with what the API tells about its place.
fn page(result: &str, info: &str) -> String {
    let body = format!(r#"{{"success":true,"errors":[],"messages":[],"result":{result},"result_info":{info}}}"#);
    answer("200 OK", "", &body)
}

#[tokio::test]
async fn cursors_are_followed_to_the_end() {
    for (first, last) in [
        (r#"{"cursors":{"after":"a b"}}"#, r#"{"cursors":{}}"#),
        (r#"{"cursor":"a b"}"#, r#"{"cursor":""}"#),
    ] {
        let (url, server) = scripted(vec![page("[1,2]", first), page("[3]", last)]);
        let listing = connection(&url)
            .list("rulesets:List", &Endpoint::get(&["x"]), Some(50))
            .await;
        assert_eq!(listing.error, None);
        assert_eq!(listing.items, [1, 2, 3]);
        let requests = server.join().expect("served");
        assert!(
            requests[0].starts_with("GET /client/v4/x?per_page=50 "),
            "{}",
            requests[0]
        );
        assert!(
            requests[1].starts_with("GET /client/v4/x?per_page=50&cursor=a%20b "),
            "{}",
            requests[1]
        );
    }
}

#[tokio::test]
async fn a_list_keeps_what_came_before_an_error() {
    let again = page("[1]", r#"{"cursor":"a"}"#);
    for second in [again.clone(), page("{}", "null"), answer("403 Forbidden", "", "{}")] {
        let (url, server) = scripted(vec![again.clone(), second]);
        let listing = connection(&url)
            .list("rulesets:List", &Endpoint::get(&["x"]), Some(50))
            .await;
        assert!(!listing.items.is_empty() && listing.error.is_some());
        server.join().expect("served");
    }
}

#[tokio::test]
async fn a_body_without_end_is_not_read_to_the_end() {
    let endless = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}", " ".repeat(33 << 20));
    let (url, server) = scripted(vec![endless]);
    let error = setting(&connection(&url), "z", "ssl").await.expect_err("too long");
    assert_eq!(error.reason, GapReason::Malformed);
    assert_eq!(error.message.as_deref(), Some("the answer is longer than 32 MiB"));
    server.join().expect("served");
}
