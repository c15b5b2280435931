import Translation

extension ExchangeFailure {
    /// What to do about it.
    package var remedy: Remedy {
        switch self {
        case .transport(let error): error.remedy
        case .upstream(let failure): failure.remedy
        case .broken(let broken): broken.remedy
        case .malformed, .invalid, .undecodable: .correctClient
        case .unrouted(let model): .addMapping(model.place, nearest: model.nearest)
        case .unauthenticated: .setClientKey
        case .tooLarge: .raiseBodyLimit
        case .clientGone: .nothing
        case .shutdown: .retry
        case .fault: .report
        case .unrecognized: .nothing
        }
    }
}

extension UpstreamError {
    package var remedy: Remedy {
        switch self {
        case .connectTimeout: .checkConnection
        case .connectionRefused(let peer): peer.isProxy ? .bypassProxy : .startUpstream
        case .unreachable(let peer): peer.isProxy ? .bypassProxy : .checkRoutes
        case .proxy(_, .credentialsRequired): .setProxyCredentials
        case .proxy(_, .destinationRefused), .proxy(_, .closed), .proxy(_, .notHTTP): .bypassProxy
        case .proxy(_, .destinationUnreached): .retryLater
        case .hostNotFound: .checkHostName
        case .tls(.certificate): .installCertificates
        case .tls(.name): .useCertificateName
        case .tls(.notTLS): .usePlainHTTP
        case .tls(.timeout), .tls(.handshake), .connectionLost(.closedInHandshake): .checkTLS
        case .firstByteTimeout: .allowLongerThinking
        case .idleTimeout: .allowLongerSilence
        case .connectionLost: .retry
        case .answerTooLarge: .nothing
        case .notHTTP: .checkAPI
        case .notUnpackable: .report
        case .unsendable: .correctAddress
        }
    }
}

extension UpstreamFailure {
    package var remedy: Remedy {
        switch cause {
        case .contextOverflow, .requestTooLarge: .compact
        case .contentPolicy: .rephrase
        case .quotaUsedUp, .requestAboveRate: .raiseQuota
        case .rateLimit: .retryAfter(seconds: error.retryAfter?.secondsRoundedUp)
        case .keyRefused: .setKey
        case .proxyCredentials: .setProxyCredentials
        case .forbidden: .useAllowedKey
        case .billing: .payUpstream
        case .modelNotFound: .mapToKnownModel
        case .addressNotFound, .redirected: .correctAddress
        case .imageTooLarge: .shrinkImage
        case .parameterRefused: .leaveOutParameter(error.parameter, model: model)
        case .invalidRequest: .inspectRequest
        case .timeout: .retry
        case .overloaded: .retryLater
        case .failed: .report
        }
    }
}

extension BrokenAnswer {
    package var remedy: Remedy {
        switch self {
        case .closedEarly, .incomplete: .inspectAnswer
        case .unreadableEvent, .notJSON: .checkAPI
        case .nameless, .tooMuchBuffered: .report
        case .brokenOff, .unfinished: .retry
        case .brokenArguments: .useBetterModel
        case .eventTooLarge, .noCount: .nothing
        }
    }
}
