//! From the URL of a place to requests to it. Credentials come from the environment or the files that it names, never from the URL.

use super::requests::Requests;
use crate::error::Error;
use crate::store::places::StoreUrl;

/// Opens a place in an object store; nothing is asked yet.
///
/// # Errors
/// A build without the feature `cloud`; an environment that describes no store.
#[cfg(not(feature = "cloud"))]
pub(in crate::store) fn open(url: &StoreUrl) -> Result<Requests, Error> {
    Err(Error::Request(crate::message!("place.needs-cloud", scheme = &url.scheme)))
}

#[cfg(feature = "cloud")]
pub(in crate::store) use cloud::open;

#[cfg(feature = "cloud")]
mod cloud {
    use std::sync::Arc;
    use std::time::Duration;

    use chrono::DateTime;
    use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
    use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
    use object_store::client::{
        HttpClient, HttpConnector, HttpError, HttpRequest, HttpResponse, HttpService, ReqwestConnector,
    };
    use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
    use object_store::{BackoffConfig, ClientConfigKey, ClientOptions, Error as Refused, ObjectStore, RetryConfig};

    use super::super::clock::StoreClock;
    use super::super::profile;
    use super::super::requests::Patience;
    use super::super::words::Words;
    use super::{Error, Requests, StoreUrl};

    /// How long a client waits: for a connection, for the next bytes, for an answer as a whole.
    const WAITS: [(ClientConfigKey, &str); 3] = [
        (ClientConfigKey::ConnectTimeout, "10 seconds"),
        (ClientConfigKey::ReadTimeout, "15 seconds"),
        (ClientConfigKey::Timeout, "180 seconds"),
    ];

    /// Opens a place in an object store; nothing is asked yet.
    pub(in crate::store) fn open(url: &StoreUrl) -> Result<Requests, Error> {
        let clock = Arc::new(StoreClock::default());
        let store = store(url, &clock)
            .map_err(|refused| Error::store("cannot open", url.name.as_str(), Words::of(&refused)))?;
        // The client has waited long before it gives up; what is repeated here are answers that were cut, and doubtful ones.
        let patience = Patience { attempts: 2, pause: Duration::from_secs(1) };
        Requests::new(store, &url.prefix, url.name.as_str(), clock, patience)
    }

    fn store(url: &StoreUrl, clock: &Arc<StoreClock>) -> Result<Arc<dyn ObjectStore>, Refused> {
        // Time decides, and not a number of attempts: a store that is refused at once is asked as long as one that is slow.
        let retry = RetryConfig {
            backoff: BackoffConfig {
                init_backoff: Duration::from_millis(500),
                max_backoff: Duration::from_secs(10),
                base: 3.0,
            },
            max_retries: usize::MAX,
            retry_timeout: Duration::from_secs(55),
        };
        let connector = Clocked { clock: Arc::clone(clock) };
        Ok(match url.scheme.as_str() {
            "s3" | "s3a" => {
                let mut builder = AmazonS3Builder::from_env().with_bucket_name(&url.bucket).with_retry(retry);
                for (name, value) in profile::of_home() {
                    builder = builder.with_config(name.parse()?, value);
                }
                let waits =
                    |builder: AmazonS3Builder, (key, wait)| builder.with_config(AmazonS3ConfigKey::Client(key), wait);
                Arc::new(WAITS.into_iter().fold(builder, waits).with_http_connector(connector).build()?)
            }
            "gs" => {
                let builder = GoogleCloudStorageBuilder::from_env().with_bucket_name(&url.bucket).with_retry(retry);
                let waits = |builder: GoogleCloudStorageBuilder, (key, wait)| {
                    builder.with_config(GoogleConfigKey::Client(key), wait)
                };
                Arc::new(WAITS.into_iter().fold(builder, waits).with_http_connector(connector).build()?)
            }
            _ => {
                let builder = MicrosoftAzureBuilder::from_env().with_url(&url.root).with_retry(retry);
                let waits = |builder: MicrosoftAzureBuilder, (key, wait)| {
                    builder.with_config(AzureConfigKey::Client(key), wait)
                };
                Arc::new(WAITS.into_iter().fold(builder, waits).with_http_connector(connector).build()?)
            }
        })
    }

    /// Makes clients that set a clock by the answers of their store.
    #[derive(Debug)]
    struct Clocked {
        clock: Arc<StoreClock>,
    }

    impl HttpConnector for Clocked {
        fn connect(&self, options: &ClientOptions) -> Result<HttpClient, Refused> {
            let client = ReqwestConnector::default().connect(options)?;
            Ok(HttpClient::new(Client { client, clock: Arc::clone(&self.clock) }))
        }
    }

    #[derive(Debug)]
    struct Client {
        client: HttpClient,
        clock: Arc<StoreClock>,
    }

    #[async_trait::async_trait]
    impl HttpService for Client {
        async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
            let answer = self.client.execute(request).await?;
            let date = answer.headers().get("date").and_then(|date| date.to_str().ok());
            if let Some(date) = date.and_then(|date| DateTime::parse_from_rfc2822(date).ok()) {
                self.clock.set(date.to_utc());
            }
            Ok(answer)
        }
    }
}
