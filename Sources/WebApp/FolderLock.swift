internal import Foundation

/// Keeps a second planner away from a folder of runs while this one lives.
///
/// The system lets go of it however the program ends.
final class FolderLock: Sendable {
    private let file: Int32

    /// Takes the folder; makes it where it is missing.
    ///
    /// - Throws: `StartFailure` when another planner has it, or it cannot be made.
    init(folder: String) throws(StartFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch {
            throw StartFailure("cannot make the folder of runs '\(folder)': \(error)")
        }
        file = open(folder + "/planner.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw StartFailure(
                "cannot write in the folder of runs '\(folder)': "
                    + String(cString: strerror(errno))
            )
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw StartFailure(
                "another planner uses the folder of runs '\(folder)'; end it, or give another "
                    + "folder with --runs"
            )
        }
    }

    deinit { close(file) }
}
