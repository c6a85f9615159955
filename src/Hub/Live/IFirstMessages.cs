using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Live;

/// <summary>Tells what a new subscriber would be sent first, without a connection.</summary>
public interface IFirstMessages
{
    /// <summary>
    /// The messages as the hub sends them in JSON, in the same order, separated by commas. <c>null</c> if a subscriber should be waited for instead: before
    /// a daemon was heard, if they are longer than asked for, and if one cannot be encoded.
    /// </summary>
    /// <param name="rights">What the reader may see.</param>
    /// <param name="maxBytes">The most bytes.</param>
    ReadOnlyMemory<byte>? Find(Rights rights, int maxBytes);
}
