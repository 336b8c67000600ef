//! What stops a run: nothing is published, the exit code is 2. Bad data is never an error; see
//! [`crate::findings::finding::Finding`].

use crate::findings::fault::Fault;

/// Why a command cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The declarations have faults; each names its file and line.
    #[error("the declarations have {} fault(s)", .0.len())]
    Declarations(Vec<Fault>),
    /// No `tinhso.toml` in the folder or above it.
    #[error("no tinhso.toml in {folder} or above it; name a project with --project DIR")]
    NoProject { folder: String },
    /// The landing zone or the warehouse cannot be read or written.
    #[error("{action} {object}: {cause}")]
    Store { action: &'static str, object: String, cause: String },
    /// Another run holds the warehouse.
    #[error("another run is writing to {warehouse}; try again when it has ended")]
    Locked { warehouse: String },
    /// A table of the warehouse is not as this program writes it.
    #[error("{object} is damaged: {cause}")]
    Damaged { object: String, cause: String },
    /// The engine could not compute an indicator.
    #[error("cannot compute {subject}: {cause}")]
    Engine { subject: String, cause: String },
    /// A list of arrivals that cannot be read.
    #[error("{object}, line {line}: {cause}")]
    Arrivals { object: String, line: u64, cause: String },
    /// This program made a table that must not be published: a defect of its own, whatever the inputs.
    #[error("a table is not as it must be, and nothing was published; please report this: {0}")]
    Program(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A command was asked for something that is not there.
    #[error("{0}")]
    Usage(String),
    /// The same, said in both languages.
    #[error("{}", .0.en)]
    Request(crate::findings::message::Message),
}

impl Error {
    /// A defect of the program itself.
    pub fn program(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Program(Box::new(cause))
    }

    /// An error of input or output.
    pub fn store(action: &'static str, object: impl Into<String>, cause: impl std::fmt::Display) -> Self {
        Self::Store { action, object: object.into(), cause: cause.to_string() }
    }

    /// A file of the warehouse that cannot be understood.
    pub fn damaged(object: impl Into<String>, cause: impl std::fmt::Display) -> Self {
        Self::Damaged { object: object.into(), cause: cause.to_string() }
    }
}

impl Error {
    /// The error in both languages, with what to do.
    pub fn message(&self) -> crate::findings::message::Message {
        use crate::findings::message::Message;
        let en = self.to_string();
        let vi = match self {
            Self::Declarations(faults) => format!("khai báo có {} lỗi; chưa công bố gì", faults.len()),
            Self::NoProject { folder } => {
                format!("không có tinhso.toml trong {folder} hay thư mục trên; hãy chỉ dự án bằng --project DIR")
            }
            Self::Store { object, cause, .. } => format!("không đọc hoặc ghi được {object}: {cause}"),
            Self::Locked { warehouse } => {
                format!("một lần chạy khác đang ghi vào {warehouse}; hãy thử lại khi nó xong")
            }
            Self::Damaged { object, cause } => format!("{object} bị hỏng: {cause}"),
            Self::Engine { subject, cause } => format!("không tính được {subject}: {cause}"),
            Self::Arrivals { object, line, cause } => format!("{object}, dòng {line}: {cause}"),
            Self::Program(cause) => {
                format!("một bảng kết quả không đúng cấu trúc nên chưa công bố gì; hãy báo lỗi này: {cause}")
            }
            Self::Usage(cause) => cause.clone(),
            Self::Request(message) => message.vi.clone(),
        };
        Message::new(vi, en)
    }
}
