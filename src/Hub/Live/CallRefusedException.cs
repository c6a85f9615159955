using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Live;

/// <summary>A call that its caller may not make.</summary>
internal sealed class CallRefusedException(string message) : HubException(message);
