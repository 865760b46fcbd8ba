/// The language of a report.
public enum ReportLanguage: String, Sendable, CaseIterable {
    /// English.
    case english = "en"
    /// Simplified Chinese.
    case chinese = "zh-Hans"

    /// The one that this is not.
    var other: ReportLanguage { self == .english ? .chinese : .english }

    /// The words of this language; both stand side by side where they are used, so that none is
    /// forgotten.
    ///
    /// - Parameters:
    ///   - english: in English.
    ///   - chinese: in simplified Chinese.
    /// - Returns: one of them.
    public func callAsFunction(_ english: String, _ chinese: String) -> String {
        self == .english ? english : chinese
    }

    /// Tool groups of the library, and what may bind in their place; other names stay as the plan
    /// has them.
    public func group(_ name: String) -> String {
        guard self == .chinese else {
            return name == "qualification" ? "verification, qualification" : name
        }
        let names = [
            "ebeam": "电子束曝光", "laser": "激光直写", "inspection": "缺陷检测", "registration": "套准测量",
            "cd": "线宽测量", "clean": "清洗", "develop": "显影", "etch": "刻蚀", "repair": "修补",
            "pellicle": "贴膜", "aims": "空间像检测", "data-prep": "数据处理", "final-inspection": "出货检验",
            "demand": "需求", "qualification": "认证与送样验证",
        ]
        return names[name] ?? name
    }

    /// A node, or all of them.
    public func node(_ name: String) -> String {
        name == "all" ? self("all nodes", "全部节点") : "\(name) nm"
    }

    /// A milestone's event, such as `volume, 28 nm`.
    public func event(_ text: String) -> String {
        let parts = text.split(separator: ", ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return text }
        let words = [
            "delivered": ("Arrival of", "到货"), "accepted": ("Acceptance of", "验收"),
            "ready": ("Tools ready for", "设备就绪"), "run-through": ("Run-through of", "通线"),
            "delivery": ("First delivery at", "首批交付"), "volume": ("Volume at", "量产"),
        ]
        guard let (english, chinese) = words[parts[0]] else { return text }
        return self("\(english) \(parts[1])", "\(parts[1]) \(chinese)")
    }

    /// A result, such as `capacity.2028`.
    func metric(_ name: String) -> String {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count > 1 else { return name }
        switch parts[0] {
        case "capacity": return self("capacity in \(parts[1])", "\(parts[1]) 年产能")
        case "output": return self("output in \(parts[1])", "\(parts[1]) 年产量")
        default: return name
        }
    }

    /// What becomes of tools in a risk, such as `writer-2 refused`, in the words of the computation.
    func outcome(_ text: String) -> String {
        guard self == .chinese else { return text }
        let words = [
            ("never", "不发生"), ("bought", "采购"), (" refused", " 被拒"), (" delayed", " 推迟"),
            (" cancelled", " 取消"), (" renegotiated", " 重议交期"), ("not disclosed", "未披露"),
        ]
        return words.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    /// Where a figure comes from.
    public func basis(_ basis: String) -> String {
        guard self == .chinese else { return basis }
        return ["disclosed": "披露", "derived": "推算", "assumed": "假设"][basis] ?? basis
    }

    /// A mark for what is not disclosed, after a figure; nothing for what is.
    func mark(_ basis: String?) -> String {
        guard let basis, basis != "disclosed" else { return "" }
        return self(" (\(basis))", "（\(self.basis(basis))）")
    }

    /// What a target is of.
    func measure(_ measure: String) -> String {
        measure == "capacity" ? self("capacity", "产能") : self("output", "产量")
    }
}
