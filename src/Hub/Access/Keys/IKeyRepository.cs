using Microsoft.AspNetCore.DataProtection.Repositories;

namespace FlextMonitor.Hub.Access.Keys;

/// <summary>Where the keys are that protect cookies and tokens.</summary>
internal interface IKeyRepository : IXmlRepository
{
    /// <summary>How many elements hold no key, or cannot be read now.</summary>
    int CountUnusable();
}
