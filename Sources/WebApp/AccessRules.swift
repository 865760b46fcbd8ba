/// Who may ask: who knows the token, from the planner's own pages, by its own address.
struct AccessRules: Sendable {
    /// What becomes of a request.
    enum Verdict: Equatable, Sendable {
        /// It is answered.
        case allowed
        /// The address with the token: it becomes a cookie, and the address loses it.
        case entered
        /// It is refused.
        case refused(status: Int, reason: String)
    }

    /// The secret of the printed address.
    let token: String
    /// Values of `Host` that are answered, with their port.
    let hosts: Set<String>
    /// Name of the cookie; planners on several ports have one each.
    let cookieName: String

    /// Makes rules.
    ///
    /// - Parameters:
    ///   - token: the secret.
    ///   - names: names and addresses by which the planner may be asked.
    ///   - port: on which it listens.
    init(token: String, names: [String], port: Int) {
        self.token = token
        hosts = Set(names.map { ($0.contains(":") ? "[\($0)]" : $0).lowercased() + ":\(port)" })
        cookieName = "maskramp_\(port)"
    }

    /// Judges a request.
    func verdict(_ request: WebRequest) -> Verdict {
        // A name of somebody else that leads here: DNS rebinding.
        guard let host = request.headers["host"]?.lowercased(), hosts.contains(host) else {
            return .refused(status: 403, reason: "this planner is not asked by that host name")
        }
        if let origin = request.headers["origin"], origin.lowercased() != "http://\(host)" {
            return .refused(status: 403, reason: "a page of another origin has no access")
        }
        let isRead = request.method == "GET" || request.method == "HEAD"
        if request.path == "/", isRead, let given = request.query["token"] {
            return isSecret(given) ? .entered : .refused(status: 401, reason: Self.howToEnter)
        }
        if let header = request.headers["authorization"] {
            return isSecret(header, prefix: "Bearer ")
                ? .allowed : .refused(status: 401, reason: Self.howToEnter)
        }
        guard isSecret(cookie(request) ?? "") else {
            return .refused(status: 401, reason: Self.howToEnter)
        }
        // The cookie comes by itself, so what changes anything must say that it is our own page.
        let site = request.headers["sec-fetch-site"]
        guard site == nil || site == "same-origin" || (site == "none" && isRead) else {
            return .refused(status: 403, reason: "a page of another origin has no access")
        }
        guard isRead || request.headers["origin"] != nil else {
            return .refused(status: 403, reason: "a change without Origin is not accepted")
        }
        return .allowed
    }

    /// The header that keeps the token in the browser.
    var setCookie: String { "\(cookieName)=\(token); Path=/; HttpOnly; SameSite=Strict" }

    private static let howToEnter =
        "open the address that 'maskramp serve' printed; it holds the token"

    private func cookie(_ request: WebRequest) -> String? {
        for part in (request.headers["cookie"] ?? "").split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2, pair[0].drop(while: { $0 == " " }) == cookieName {
                return String(pair[1])
            }
        }
        return nil
    }

    /// Compares in a time that does not depend on where the texts differ.
    private func isSecret(_ text: String, prefix: String = "") -> Bool {
        let (given, wanted) = (Array(text.utf8), Array((prefix + token).utf8))
        guard given.count == wanted.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(given, wanted) { difference |= left ^ right }
        return difference == 0
    }
}
