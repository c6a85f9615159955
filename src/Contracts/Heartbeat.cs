using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>Ends the first state of each source; later says that the daemon was heard and a whole interval passed with nothing else to say of it.</summary>
[DataContract]
public sealed record Heartbeat : SourceMessage
{
    private protected override MessageKey KeyOf() => new(Source, MessageKind.Heartbeat);
}
