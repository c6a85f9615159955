using System.Security.Cryptography;
using System.Text;

namespace FlextMonitor.Hub.RunLogs;

/// <summary>Names the log of one run.</summary>
/// <param name="Source">The daemon's name.</param>
/// <param name="Id">The run's id.</param>
internal readonly record struct RunLogKey(string Source, string Id)
{
    /// <summary>The name of its file. An id may hold any character and be longer than the name of a file may be.</summary>
    public string FileName => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Source}\0{Id}")));
}
