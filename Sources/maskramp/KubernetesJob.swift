internal import ArgumentParser

/// An Indexed Job of Kubernetes: one index for each shard.
struct KubernetesJob {
    /// What a site says of its cluster.
    struct Settings {
        /// Image that holds maskramp.
        var image = "maskramp:latest"
        /// Claim of a volume that all shards share, where the plan lies and results go.
        var claim = "maskramp"
        /// Processors of a shard.
        var cpu = "2"
        /// Memory of a shard.
        var memory = "1Gi"
        /// GPUs of a shard.
        var gpu = "0"

        /// Reads `image=registry/maskramp:1` and the like.
        ///
        /// - Throws: `ValidationError`.
        init(_ words: [String]) throws {
            for word in words {
                let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                let value = parts.count == 2 ? parts[1] : ""
                // What may stand in YAML without quotes, and is no number of another meaning.
                let isPlain = value.allSatisfy {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:@".contains($0))
                }
                guard let path = Self.keys[parts.first ?? ""], !value.isEmpty, isPlain else {
                    throw ValidationError(
                        "--cluster-option: '\(word)'; expected image=, claim=, cpu=, memory= or "
                            + "gpu= with a value, such as image=maskramp:0.1 or memory=2Gi"
                    )
                }
                self[keyPath: path] = value
            }
            guard gpu.allSatisfy(\.isNumber) else {
                throw ValidationError("--cluster-option: 'gpu=\(gpu)'; expected a number")
            }
        }

        private static var keys: [String: WritableKeyPath<Settings, String>] {
            [
                "image": \.image, "claim": \.claim, "cpu": \.cpu, "memory": \.memory,
                "gpu": \.gpu,
            ]
        }
    }

    /// What each index does.
    let script: ShardScript
    /// The cluster.
    let settings: Settings
    /// Tells jobs apart: letters, digits and hyphens.
    let name: String

    /// Times that a shard is begun.
    static let attempts = 3

    /// The manifest.
    ///
    /// - Parameter out: where the whole goes.
    /// - Returns: YAML.
    func text(out: String) -> String {
        let steps = script.lines(number: "$((JOB_COMPLETION_INDEX + 1))", threads: "")
        let gpu = settings.gpu == "0" ? "" : ", nvidia.com/gpu: \(settings.gpu)"
        return """
            # Needs Kubernetes 1.29 or later (backoffLimitPerIndex). The claim '\(settings.claim)' is mounted at /work:
            # the plan lies there, and the shards go to \(script.root).
            #     kubectl apply -f job.yaml
            #     kubectl wait --for=condition=complete --timeout=-1s job/\(name)
            # Then, where the volume is mounted:
            #     \(script.merge(into: out))
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: \(name)
              labels: {app: maskramp}
            spec:
              completionMode: Indexed
              completions: \(script.count)
              parallelism: \(script.count)
              backoffLimitPerIndex: \(Self.attempts - 1)
              maxFailedIndexes: \(script.count)
              template:
                metadata:
                  labels: {app: maskramp}
                spec:
                  restartPolicy: Never
                  containers:
                    - name: shard
                      image: \(settings.image)
                      workingDir: /work
                      command: [/bin/sh, -c]
                      args:
                        - |
            \(steps.map { "              " + $0 }.joined(separator: "\n"))
                      resources:
                        requests: {cpu: "\(settings.cpu)", memory: \(settings.memory)\(gpu)}
                        limits: {memory: \(settings.memory)\(gpu)}
                      volumeMounts:
                        - {name: work, mountPath: /work}
                  volumes:
                    - name: work
                      persistentVolumeClaim: {claimName: \(settings.claim)}

            """
    }
}
