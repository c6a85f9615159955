namespace FlextMonitor.Hub.Access.Providers;

/// <summary>The provider is away, or does not answer as the specification says. It may do so at the next try.</summary>
internal class ProviderException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The provider's answer is for another person, from another issuer, or not signed by the provider. Such an answer must be refused (OpenID Connect Core, 12.2).</summary>
internal sealed class ProviderMismatchException(string message, Exception? cause = null) : ProviderException(message, cause);
