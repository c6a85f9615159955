namespace FlextMonitor.Client.Connection;

/// <summary>The hub refused the credentials. Whether that is final, the session decides.</summary>
internal sealed class RefusedCredentialsException(string message) : Exception(message);
